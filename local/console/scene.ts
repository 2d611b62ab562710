/** A story's world that lives on: its clock follows ours, and people let things happen in it. */

import type { HttpRequest, HttpResponse } from '../http-api.ts';
import { type Begun, begin } from '../play.ts';
import { caseReport, filesIn } from '../report.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Story } from '../story.ts';
import { remediationOf } from '../template.ts';
import { Telling, type Told } from '../timeline/telling.ts';
import { sentence } from '../timeline/words.ts';
import type { Entry } from '../timeline.ts';
import { cards } from './cards.ts';
import { happeningsNow } from './happening-now.ts';
import { letterOf, questionOf } from './letters.ts';
import { LiveClock, WorldEnds } from './live-clock.ts';
import type { Told as Answer, Fleet, Letter, Line, Message, Run, WorldMessage } from './messages.ts';

/** How much of the past whoever begins to watch is shown. */
const remembered = { lines: 600, letters: 400, runs: 400 };

const keep = <One>(all: One[], one: One, most: number): void => {
  all.push(one);
  if (all.length > most) all.shift();
};

/** Whether a person is told of it: what a jump goes on to. */
const isNews = (entry: Entry): boolean => entry.kind === 'state-entered' || sentence(entry) !== undefined;

export interface SceneOptions {
  readonly sandbox: Sandbox;
  readonly story: Story;
  readonly running: boolean;
  readonly speed: number;
  /** Where the links in mails lead: the address under which the page is served. */
  readonly pages: string;
  readonly onMessage: (message: Message) => void;
}

export class Scene {
  readonly clock: LiveClock;
  readonly #options: SceneOptions;
  readonly #telling = new Telling();
  readonly #runs = new Map<string, Run>();
  readonly #letters: Letter[] = [];
  readonly #lines: Line[] = [];
  #begun: Begun | undefined;
  #fleet: Fleet = { cards: [], questions: [] };
  #ended: Promise<void> = Promise.resolve();
  #failure: string | null = null;
  #counted = { letters: 0, lines: 0 };
  #isStale = true;
  #looking: Promise<void> | undefined;

  private constructor(options: SceneOptions) {
    this.#options = options;
    this.clock = new LiveClock(
      { now: () => this.#begun?.world.clock.now() ?? options.story.start },
      { ...options, onChange: () => this.#say({ kind: 'clock', ...this.clock.view() }) },
    );
  }

  /** @throws SynthesisFailed when the app refuses the story's policy */
  static async open(options: SceneOptions): Promise<Scene> {
    const scene = new Scene(options);
    const begun = await begin(options.sandbox, options.story, { onEntry: (entry) => scene.#hear(entry) });
    scene.#begun = begun;
    scene.#ended = scene.#live();
    await scene.#look();
    return scene;
  }

  get #present(): Begun {
    if (this.#begun === undefined) throw new Error('expected a world that has begun, got none');
    return this.#begun;
  }

  get definition(): string {
    return remediationOf(this.#present.world.template).definition;
  }

  /** All there is to see. */
  view(): WorldMessage {
    const { story } = this.#options;
    return {
      kind: 'world',
      title: story.title,
      start: story.start,
      platformEmail: story.policy.platformEmail,
      exceptionTagKey: story.policy.exceptionTagKey ?? 'root-access-exception',
      clock: this.clock.view(),
      runs: [...this.#runs.values()].slice(-remembered.runs),
      letters: this.#letters,
      lines: this.#lines,
      failure: this.#failure,
      ...this.#fleet,
    };
  }

  /**
   * Lets things happen now, or soon.
   * @param written as a story writes them; an `at` counts from now
   * @returns what came of those that happened at once
   * @throws MalformedStory where a story could not say them
   */
  async happen(written: unknown): Promise<Answer> {
    const { world, entries, happen } = this.#present;
    const happenings = happeningsNow(written, world, this.#options.story);
    const before = entries.length;
    await this.#visit(async () => {
      for (const { happening, after } of happenings) {
        if (after === 0) happen(happening);
        else world.clock.after(after, 'happens', () => happen(happening));
      }
    });
    const telling = new Telling();
    const told = [...entries.slice(before).flatMap((entry) => telling.tell(entry)), ...telling.end()];
    return { told: told.map(({ tone, text }) => ({ tone, text })) };
  }

  /** The page behind a mail's link; null: the policy leaves it out. */
  async page(request: HttpRequest): Promise<HttpResponse | null> {
    const { httpApi } = this.#present.world;
    if (httpApi === null) return null;
    return new Promise((resolve, reject) => {
      // Not waited for in the visit: its function takes its turns like all others.
      void this.#visit(async () => void httpApi.request(request).then(resolve, reject));
    });
  }

  /** The world stands still from now on. */
  async close(): Promise<void> {
    this.clock.end();
    await this.#ended;
  }

  async #live(): Promise<void> {
    const { world } = this.#present;
    // So that there is always something to wait for, and time goes on when nothing is due.
    world.clock.at(Number.POSITIVE_INFINITY, 'timer', () => undefined);
    try {
      await world.tempo.run(Number.POSITIVE_INFINITY, (next, visited) => {
        this.#rest();
        return this.clock.pace(next, visited);
      });
    } catch (error) {
      if (error instanceof WorldEnds) return;
      this.#failure = error instanceof Error ? error.message : String(error);
      this.#say({ kind: 'failed', message: this.#failure });
    }
  }

  /** Does something between two moves of the world; an error of it is the caller's, not the world's. */
  #visit<Result>(act: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#present.world.tempo.visit(() => act().then(resolve, reject));
    });
  }

  #hear(entry: Entry): void {
    this.#isStale = true;
    if (entry.kind === 'state-entered') this.#enter(entry.execution, entry.notebook, entry.state);
    if (entry.kind === 'execution-ended') this.#end(entry.execution, entry.status);
    if (entry.kind === 'mail') {
      const api = this.#begun?.world.httpApi;
      const body = entry.body.replaceAll(`${api?.endpoint}/`, `${this.#options.pages}/`);
      const letter = letterOf(entry, body, this.#counted.letters);
      this.#counted.letters += 1;
      keep(this.#letters, letter, remembered.letters);
      this.#say({ kind: 'letter', ...letter });
    }
    this.#write(this.#telling.tell(entry));
    if (isNews(entry)) this.clock.arrive();
  }

  #enter(execution: string, notebook: string | null, state: string): void {
    const path = [...(this.#runs.get(execution)?.path ?? []), state];
    this.#runs.set(execution, { execution, notebook, status: 'RUNNING', path });
    this.#say({ kind: 'entered', execution, notebook, state });
  }

  #end(execution: string, status: string): void {
    const run = this.#runs.get(execution);
    if (run !== undefined) this.#runs.set(execution, { ...run, status });
    this.#say({ kind: 'ended', execution, status });
  }

  #write(told: readonly Told[]): void {
    for (const { at, tone, text, entry } of told) {
      const notebook = 'notebook' in entry ? entry.notebook : null;
      // Mails are counted as they come, and told in the same order.
      const letter = entry.kind === 'mail' ? this.#counted.letters - 1 : null;
      const line: Line = { id: this.#counted.lines, at, tone, text, notebook, letter };
      this.#counted.lines += 1;
      keep(this.#lines, line, remembered.lines);
      this.#say({ kind: 'line', ...line });
    }
  }

  /** Everyone has gone as far as they can: what is seen now is what there is. */
  #rest(): void {
    this.#write(this.#telling.rest());
    if (this.#isStale) void this.#look();
  }

  /** Looks at the fleet and the ledger; what happens meanwhile is seen by another look. */
  #look(): Promise<void> {
    this.#looking ??= this.#lookUntilSeen().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookUntilSeen(): Promise<void> {
    try {
      while (this.#isStale) {
        this.#isStale = false;
        this.#fleet = await this.#seen();
        this.#say({ kind: 'fleet', ...this.#fleet });
      }
    } catch (error) {
      this.#say({ kind: 'failed', message: `the ledger cannot be read: ${String(error)}` });
    }
  }

  async #seen(): Promise<Fleet> {
    const { world } = this.#present;
    const files = await filesIn(world, this.#options.sandbox.endpoint);
    const seen = files.map((file) => ({ report: caseReport(file), stand: file.case.stand.at }));
    return {
      cards: cards(world.sageMaker.notebooks(), seen),
      questions: world.sns.questions().map(questionOf),
    };
  }

  #say(message: Message): void {
    this.#options.onMessage(message);
  }
}
