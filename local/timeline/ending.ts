import { type Look, paint, wrap } from './look.ts';
import { moment, span } from './times.ts';

/** What of a report the ending tells; times are ISO 8601. */
export interface Ending {
  readonly cases: readonly {
    readonly notebook: string;
    readonly outcome: string | null;
    readonly openedAt: string | null;
    readonly deadline: string | null;
    readonly closedAt: string | null;
    readonly reason: string | null;
  }[];
  readonly notebooks: readonly {
    readonly name: string;
    readonly status: string | null;
    readonly rootAccess: string | null;
    readonly platform: string | null;
    readonly awaySeconds: number | null;
  }[];
  readonly mails: readonly { readonly to: readonly string[]; readonly notice: string | null }[];
  readonly deadLetters: readonly unknown[];
}

const column = 12;

/** A label and its text, the text's further lines under its first. */
const field = (look: Look, label: string, text: string): readonly string[] =>
  wrap(text, Math.max(look.width - column - 2, 20)).map((line, index) =>
    `  ${(index === 0 ? label : '').padEnd(column)}${line}`.trimEnd(),
  );

const good = new Set([
  'remediated',
  'remediated-left-stopped',
  'already-compliant',
  'fixed-meanwhile',
  'exempt',
  'gone',
]);

const when = (label: string, iso: string | null): string =>
  iso === null ? `no ${label}` : `${label} ${moment(Date.parse(iso))}`;

const caseLines = (look: Look, ended: Ending['cases'][number]): readonly string[] => {
  const outcome = ended.outcome ?? 'still open';
  const style = good.has(outcome) ? 'green' : outcome === 'failed' ? 'red' : 'yellow';
  return [
    `${paint(look, 'bold', ended.notebook)}: ${paint(look, ['bold', style], outcome)}`,
    ...(ended.reason === null ? [] : field(look, 'why', ended.reason)),
    ...field(
      look,
      'when',
      [when('opened', ended.openedAt), when('deadline', ended.deadline), when('closed', ended.closedAt)].join(
        '; ',
      ),
    ),
  ];
};

const notebookLine = (look: Look, notebook: Ending['notebooks'][number]): readonly string[] => {
  const state = [
    notebook.status ?? 'gone',
    notebook.status === null ? undefined : `root access ${notebook.rootAccess ?? 'not told by Describe'}`,
    notebook.status === null ? undefined : (notebook.platform ?? 'platform not told by Describe'),
    notebook.awaySeconds === null ? 'never stopped by us' : `away for ${span(notebook.awaySeconds)}`,
  ];
  return field(
    look,
    'afterwards',
    `${notebook.name}: ${state.filter((part) => part !== undefined).join(', ')}`,
  );
};

const mailLine = (look: Look, mails: Ending['mails']): readonly string[] => {
  const notices = new Map<string, (string | null)[]>();
  for (const { to, notice } of mails) {
    const receivers = to.join(', ');
    notices.set(receivers, [...(notices.get(receivers) ?? []), notice]);
  }
  const told = [...notices].map(
    ([to, kinds]) => `${kinds.map((kind) => kind ?? 'other').join(', ')} to ${to}`,
  );
  return field(look, 'mails', mails.length === 0 ? 'none' : `${mails.length}: ${told.join('; ')}`);
};

/** How it ended, for a person. */
export const endingLines = (look: Look, ending: Ending): readonly string[] => [
  '',
  ...(ending.cases.length === 0
    ? [paint(look, 'bold', 'No case was opened.')]
    : ending.cases.flatMap((ended) => caseLines(look, ended))),
  ...ending.notebooks.flatMap((notebook) => notebookLine(look, notebook)),
  ...mailLine(look, ending.mails),
  ...(ending.deadLetters.length === 0 ? [] : field(look, 'dead letters', String(ending.deadLetters.length))),
];
