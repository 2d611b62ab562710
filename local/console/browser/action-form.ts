/** An action's form: its fields, and what it comes to in the words of a story. */
import type { Told } from '../messages.ts';
import type { Action, Field, Values } from './actions/action.ts';
import { openDialog } from './dialog.ts';
import { make } from './make.ts';
import type { Model } from './model.ts';
import { tell } from './server.ts';
import { say } from './status.ts';

type Control = HTMLInputElement | HTMLSelectElement;

const controlOf = (field: Field): Control => {
  if (field.kind === 'choice') {
    const select = make(
      'select',
      '',
      ...(field.choices ?? []).map(([value, label]) => {
        const option = make('option', '', label);
        option.value = value;
        return option;
      }),
    );
    select.value = field.value;
    return select;
  }
  const input = make('input', '');
  input.type = field.kind;
  input.value = field.value;
  input.required = field.required ?? true;
  if (field.kind === 'number') input.min = '1';
  return input;
};

interface Row {
  readonly field: Field;
  readonly control: Control;
  readonly element: HTMLElement;
}

const rowOf = (field: Field): Row => {
  const control = controlOf(field);
  control.name = field.name;
  const element = make('label', 'field', make('span', '', field.label), control);
  return { field, control, element };
};

/** Only what is asked for counts. */
const valuesOf = (rows: readonly Row[]): Values =>
  Object.fromEntries(
    rows
      .filter(({ element }) => !element.hidden)
      .map(({ field, control }) => [field.name, control.value.trim()]),
  );

const arrange = (rows: readonly Row[]): void => {
  const all = Object.fromEntries(rows.map(({ field, control }) => [field.name, control.value]));
  for (const { field, control, element } of rows) {
    element.hidden = field.shown?.(all) === false;
    control.disabled = element.hidden;
  }
};

const outcomeOf = ({ told }: Told): { readonly text: string; readonly isTrouble: boolean } => ({
  text: told.length === 0 ? 'Done.' : told.map(({ text }) => text).join('; '),
  isTrouble: told.some(({ tone }) => tone === 'trouble'),
});

export const openAction = (action: Action, model: Model): void => {
  const rows = action.fields(model).map(rowOf);
  const story = make('pre', '');
  story.tabIndex = 0;
  const update = (): void => {
    arrange(rows);
    story.textContent = JSON.stringify(action.happens(valuesOf(rows), model), null, 2);
  };
  const form = make(
    'form',
    '',
    make('p', 'explains', action.explains),
    ...rows.map(({ element }) => element),
  );
  form.addEventListener('input', update);
  update();
  form.append(make('details', 'story', make('summary', '', 'As a story says it'), story));
  openDialog(action.label, form, {
    label: 'Let it happen',
    act: async () => {
      const { text, isTrouble } = outcomeOf(
        await tell<Told>('/happen', action.happens(valuesOf(rows), model)),
      );
      say(text, isTrouble);
    },
  });
};
