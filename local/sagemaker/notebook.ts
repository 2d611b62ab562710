import type { Timer } from '../clock.ts';

/** How long each way takes, in milliseconds. */
export interface Takes {
  readonly stop: number;
  readonly update: number;
  readonly start: number;
  readonly create: number;
  readonly delete: number;
}

export const defaultTakes: Takes = {
  stop: 97_000,
  update: 64_000,
  start: 187_000,
  create: 187_000,
  delete: 40_000,
};

/** A notebook that stands there when a story starts. */
export interface StoryNotebook {
  readonly name: string;
  /** Any of AWS's nine statuses, or one that does not exist today. @default 'InService' */
  readonly status?: string | undefined;
  /** `null`: absent from Describe, as on old notebooks. @default 'Enabled' */
  readonly rootAccess?: string | null | undefined;
  /** `null`: absent from Describe, as on old notebooks. @default 'notebook-al2023-v1' */
  readonly platform?: string | null | undefined;
  /** @default 'ml.t3.medium' */
  readonly instanceType?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds; what is left out is as in {@link defaultTakes}. */
  readonly takes?: { readonly [way in keyof Takes]?: number | undefined } | undefined;
  readonly failureReason?: string | undefined;
}

/** What a report says of a notebook. */
export interface NotebookView {
  readonly name: string;
  /** `null` once it is deleted. */
  readonly status: string | null;
  readonly rootAccess: string | null;
  readonly platform: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds not InService after stops of ours; `null` where we stopped nothing. */
  readonly awaySeconds: number | null;
}

/** Where a notebook is on its way to. */
export interface Way {
  /** `null`: it will be gone. */
  readonly to: string | null;
  /** Infinity: never, by itself. */
  readonly due: number;
  /** What else happens at the very moment of arrival. */
  readonly arrive: (() => void) | undefined;
  readonly timer: Timer | undefined;
}

/** A notebook as the double keeps it. */
export interface Notebook {
  readonly name: string;
  readonly arn: string;
  readonly takes: Takes;
  readonly creationTime: number;
  readonly tags: Map<string, string>;
  /** All else that Describe shows, under Describe's own member names. */
  attributes: Readonly<Record<string, unknown>>;
  status: string;
  gone: boolean;
  lastModifiedTime: number;
  failureReason: string | undefined;
  way: Way | undefined;
  /** Where it was, and where it was going, when something nobody called for (maintenance) came over it. */
  interrupted: { readonly status: string; readonly way: Way | undefined; readonly at: number } | undefined;
  /** Milliseconds that stops of ours kept it away; `undefined` until there was one. */
  away: { total: number; since: number | undefined } | undefined;
}

export const isString = (value: unknown): value is string => typeof value === 'string';

/** What the report says of `notebook` at `now`. */
export function view(notebook: Notebook, now: number): NotebookView {
  const { RootAccess, PlatformIdentifier } = notebook.attributes;
  const { away } = notebook;
  return {
    name: notebook.name,
    status: notebook.gone ? null : notebook.status,
    rootAccess: isString(RootAccess) ? RootAccess : null,
    platform: isString(PlatformIdentifier) ? PlatformIdentifier : null,
    tags: Object.fromEntries(notebook.tags),
    awaySeconds: away ? (away.total + (away.since === undefined ? 0 : now - away.since)) / 1000 : null,
  };
}
