/** What each story of this folder comes to: the rows of docs/situations.md as data, by the test that plays them. */
import { deaths } from './expected/deaths.ts';
import { doors } from './expected/doors.ts';
import { exceptions } from './expected/exceptions.ts';
import { ordinary } from './expected/ordinary.ts';
import { troubleOfCalls } from './expected/trouble-of-calls.ts';
import { troubleOfNotebooks } from './expected/trouble-of-notebooks.ts';

export const ways = { ...ordinary, ...exceptions, ...doors, ...deaths };
export const trouble = { ...troubleOfNotebooks, ...troubleOfCalls };
export const expected = { ...ways, ...trouble };
