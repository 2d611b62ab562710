import { checkedApp } from './checked-app.ts';

checkedApp().synth();
