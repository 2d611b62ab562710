/** The command line: plays stories, tells them to a person or reports them as one JSON document. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import firstDay from './first-day.json' with { type: 'json' };
import { MalformedStory, parseStory, type Story, storyOfEvent } from './story.ts';
import { type Ending, type Entry, Timeline } from './timeline.ts';

export const usage = `Plays what happens to SageMaker notebook instances with root access, with no AWS account.

  npm start                                plays the built-in story: the first day of a notebook
  npm start -- STORY.json ...              plays stories: the timeline as it happens, and how it ended
  npm start -- --event EVENT.json          a bare EventBridge event against one running notebook
  npm start --silent -- STORY.json --json  standard output is exactly one JSON document

  --event FILE   an event as CloudTrail sends it; the notebook that it names runs with root access enabled
  --json         the report as JSON; with several stories an array in their order
  --mails        shows every mail's body
  --help         this

Exit status: 0 played to the end, 1 the sandbox failed, 2 a story, an event or an option cannot be used.
`;

/** Where the command line writes, and what it knows of the terminal. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
}

/** What the command line needs of the sandbox, which is started once for all stories. */
export interface Stage {
  /** Plays a story to its end and reports it; `onEntry` gets what happens as it happens. */
  play(story: Story, onEntry: (entry: Entry) => void): Promise<Ending>;
  close(): Promise<void>;
}

/** Something on the command line that cannot be used. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = {
  event: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  mails: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('\n')[0] : String(error));
  }
};

const readJson = (file: string): unknown => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new MalformedStory(
      file,
      '',
      code === 'ENOENT'
        ? 'expected a file, got nothing of that name'
        : `expected a readable file, got ${code}`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const complaint = error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error);
    throw new MalformedStory(file, '', `expected JSON, got a text that is not: ${complaint}`);
  }
};

/** All of them are read before any is played, so that a mistake in the last costs nothing. */
const storiesOf = (files: readonly string[], events: readonly string[]): readonly Story[] =>
  files.length + events.length === 0
    ? [parseStory(firstDay, relative(process.cwd(), `${import.meta.dirname}/first-day.json`))]
    : [
        ...files.map((file) => parseStory(readJson(file), file)),
        ...events.map((file) => storyOfEvent(readJson(file), file)),
      ];

const tellTo =
  (terminal: Terminal) =>
  (lines: readonly string[]): void => {
    for (const line of lines) terminal.out(`${line}\n`);
  };

const playForPerson = async (
  stories: readonly Story[],
  stage: Stage,
  terminal: Terminal,
  mails: boolean,
): Promise<void> => {
  const tell = tellTo(terminal);
  for (const [index, story] of stories.entries()) {
    const timeline = new Timeline(story.start, { colour: terminal.colour, width: terminal.width, mails });
    if (index > 0) tell(['', '']);
    tell(timeline.heading(story.title));
    const report = await stage.play(story, (entry) => tell(timeline.tell(entry)));
    tell(timeline.end(report));
  }
};

const playForMachine = async (stories: readonly Story[], stage: Stage, terminal: Terminal): Promise<void> => {
  const reports: Ending[] = [];
  for (const story of stories) reports.push(await stage.play(story, () => undefined));
  terminal.out(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
};

/**
 * @param args what stands after the program's name
 * @param open starts the sandbox; not called where nothing is to be played
 * @returns the exit status
 */
export const main = async (
  args: readonly string[],
  terminal: Terminal,
  open: () => Promise<Stage>,
): Promise<number> => {
  try {
    const { values, positionals } = parse(args);
    if (values.help === true) {
      terminal.out(usage);
      return 0;
    }
    const stories = storiesOf(positionals, values.event ?? []);
    const stage = await open();
    try {
      if (values.json === true) await playForMachine(stories, stage, terminal);
      else await playForPerson(stories, stage, terminal, values.mails === true);
    } finally {
      await stage.close();
    }
    return 0;
  } catch (error) {
    if (error instanceof MalformedStory || error instanceof UsageError) {
      terminal.error(`${error.message}\n`);
      return 2;
    }
    terminal.error(
      `the sandbox failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 1;
  }
};

/** Says on a terminal's standard error that something slow goes on, until it is over. */
const busy = (words: string): (() => void) => {
  if (!process.stderr.isTTY) return () => undefined;
  process.stderr.write(words);
  let over = false;
  return () => {
    if (!over) process.stderr.write('\r\u001b[K');
    over = true;
  };
};

/** The sandbox itself; imported only now, because a mistake in a story should not wait for it. */
const openSandbox = async (): Promise<Stage> => {
  const over = busy('synthesizing the app and starting the sandbox ...');
  const [{ Sandbox }, { play }, { report }] = await Promise.all([
    import('./sandbox.ts'),
    import('./play.ts'),
    import('./report.ts'),
  ]);
  const sandbox = await Sandbox.open();
  return {
    play: async (story, onEntry) => {
      const played = await play(sandbox, story, {
        onEntry: (entry) => {
          over();
          onEntry(entry);
        },
      });
      over();
      return report(played, sandbox.endpoint);
    },
    close: () => {
      over();
      return sandbox.close();
    },
  };
};

if (process.argv[1] === import.meta.filename) {
  // Whoever reads may stop reading (`| head`); that is no failure of the sandbox.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  process.exitCode = await main(
    process.argv.slice(2),
    {
      out: (text) => process.stdout.write(text),
      error: (text) => process.stderr.write(text),
      colour: process.stdout.isTTY === true && (process.env['NO_COLOR'] ?? '') === '',
      width: process.stdout.columns ?? 100,
    },
    openSandbox,
  );
}
