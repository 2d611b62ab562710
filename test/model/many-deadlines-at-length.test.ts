import { describeFirstDay } from './first-day.ts';

describeFirstDay(300);
