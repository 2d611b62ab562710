/** What a person needs to know to grasp the system in five minutes. */
import { openDialog } from './dialog.ts';
import { make } from './make.ts';

const steps: readonly (readonly [string, string])[] = [
  [
    'A notebook with root access appears',
    'alice creates fraud-lab. Half a minute later CloudTrail’s event starts an execution: its dot walks down the picture, a case is opened, and alice is mailed before anything else.',
  ],
  [
    'It waits',
    'The dot sleeps in AwaitOwner until the deadline on the card. Press Jump: time goes to the next thing that happens, such as a reminder. Open a mail, and follow its link to the page on which the owner answers.',
  ],
  [
    'It acts, and looks each time',
    'After the deadline it stops the notebook, turns root access off, starts it again, looks once more, and says how it ended. At 60× that takes six seconds; the notebook was away for six minutes.',
  ],
  [
    'Others end in another way',
    'An exception tag lets one keep root until a day. One on a platform that could not come back after a stop is never stopped. One whose owner cannot be reached is told to the platform team.',
  ],
  [
    'Disturb it',
    'Kill an execution in the middle, let AWS refuse calls, let the owner start the notebook meanwhile, turn root on again. Everything above is the real template, state machine and functions; only AWS is a double.',
  ],
];

export const openHelp = (): void =>
  openDialog(
    'In five minutes',
    make(
      'div',
      '',
      make(
        'ol',
        'steps',
        ...steps.map(([title, text]) => make('li', '', make('strong', '', title), make('p', '', text))),
      ),
    ),
  );
