/** The page: listens to the server, and shows what there is. */
import type { Message } from '../messages.ts';
import { openAction } from './action-form.ts';
import { actions } from './actions/all.ts';
import { openCli } from './cli-dialog.ts';
import { ClockBar } from './clock-bar.ts';
import { FleetView } from './fleet.ts';
import { openHelp } from './help-dialog.ts';
import { MachineView } from './machine.ts';
import { MailboxView } from './mailbox.ts';
import { button, part, write } from './make.ts';
import { apply, type Model, modelOf } from './model.ts';
import { tell } from './server.ts';
import { say, trying } from './status.ts';
import { openStories } from './story-dialog.ts';
import { Tabs } from './tabs.ts';
import { TimelineView } from './timeline.ts';

let model: Model | undefined;

const clock = new ClockBar(() => model);
const fleet = new FleetView((name) => pick(model?.picked === name ? null : name));
const machine = new MachineView();
const mailbox = new MailboxView((person) =>
  trying(async () => {
    await tell('/happen', [{ person, becomes: 'confirmed' }]);
    say(`${person} has confirmed.`);
  }),
);
const timeline = new TimelineView((letter) => {
  tabs.show('tab-mailbox');
  if (model !== undefined) mailbox.open(letter, model);
  part('letter').focus();
});
const tabs = new Tabs(document.querySelector('.tabs') as Element, () => {
  timeline.toEnd();
  if (model !== undefined) mailbox.show(model);
});

const pick = (name: string | null): void => {
  if (model === undefined) return;
  model.picked = name;
  fleet.show(model);
  machine.light();
  mailbox.show(model);
  timeline.pick(name);
};

const showFailure = (failure: string | null): void => {
  part('failure').hidden = failure === null;
  write(part('failure'), failure === null ? '' : `The world cannot go on: ${failure}`);
};

const begin = (begun: Model): void => {
  model = begun;
  write(part('title'), begun.title);
  mailbox.reset();
  clock.show(begun);
  fleet.show(begun);
  machine.show(begun);
  mailbox.show(begun);
  timeline.show(begun);
  showFailure(begun.failure);
};

const hear = (message: Message): void => {
  if (message.kind === 'world') {
    begin(modelOf(message));
    return;
  }
  if (model === undefined) return;
  apply(model, message);
  machine.hear(message);
  switch (message.kind) {
    case 'clock':
      clock.show(model);
      return;
    case 'fleet':
      fleet.show(model);
      mailbox.show(model);
      return;
    case 'letter':
      mailbox.show(model);
      return;
    case 'line':
      timeline.add(message);
      return;
    case 'entered':
    case 'ended':
      fleet.show(model);
      return;
    case 'failed':
      showFailure(message.message);
      return;
    default:
      message satisfies never;
  }
};

// Whoever has no mouse must be able to scroll them.
for (const id of ['letter', 'lines']) part(id).tabIndex = 0;

part('actions').append(
  ...actions.map((action) =>
    button('action', action.label, () => {
      if (model !== undefined) openAction(action, model);
    }),
  ),
  button('action', 'Play a story', () => void openStories()),
);
part('open-cli').addEventListener('click', () => void openCli());
part('open-help').addEventListener('click', () => openHelp());
part('follow-all').addEventListener('click', () => pick(null));

const source = new EventSource('/watch');
source.addEventListener('message', ({ data }) => hear(JSON.parse(String(data)) as Message));
source.addEventListener('error', () => write(part('title'), 'the console has ended; waiting for it …'));

/** Often enough for a clock that shows seconds. */
const ticks = 200;

setInterval(() => {
  if (model === undefined) return;
  clock.tick(model);
  fleet.tick(model);
}, ticks);
