/** The wire traffic of the functions and of a guest over a set of stories, as it went through the sandbox's HTTP door. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import firstDay from '../../local/first-day.json' with { type: 'json' };
import { accessKeyOf } from '../../local/http/credential.ts';
import type { Exchange } from '../../local/http.ts';
import { play } from '../../local/play.ts';
import { Sandbox } from '../../local/sandbox.ts';
import { parseStory, type Story } from '../../local/story.ts';
import { guestKey, visit } from './guest.ts';

/** An exchange with a name that says which story it is of. */
export interface Recorded extends Exchange {
  readonly id: string;
  /** Whose call it was: a function's, or somebody's from outside. */
  readonly by: 'function' | 'guest';
}

/** Stories that between them reach every call of the functions and every kind of refusal. */
export const stories = (): readonly Story[] => {
  const folder = path.join(import.meta.dirname, 'stories');
  return [
    parseStory(firstDay, 'first-day.json'),
    ...readdirSync(folder)
      .sort()
      .map((file) => parseStory(JSON.parse(readFileSync(path.join(folder, file), 'utf8')), file)),
  ];
};

export interface Traffic {
  readonly exchanges: readonly Recorded[];
  /** What the template's roles allow, as `service:Operation` of IAM, save logs and traces. */
  readonly allowed: readonly string[];
}

const actionsOf = (statement: { readonly Effect: string; readonly Action?: unknown }): readonly string[] =>
  statement.Effect === 'Allow' ? [statement.Action].flat().map(String) : [];

/** Plays the stories one after the other in one sandbox. */
export const record = async (played: readonly Story[] = stories()): Promise<Traffic> => {
  const exchanges: Recorded[] = [];
  let of = '';
  const sandbox = await Sandbox.open({
    onExchange: (exchange) => {
      const key = accessKeyOf(String(exchange.request.headers['authorization']));
      const by = key === guestKey ? 'guest' : 'function';
      exchanges.push(Object.assign(exchange, { by, id: `${of} #${exchanges.length + 1}` } as const));
    },
  });
  try {
    const allowed = new Set<string>();
    for (const story of played) {
      of = story.file;
      const { world } = await play(sandbox, story);
      await visit(sandbox.endpoint, world);
      for (const { statements } of world.template.roles)
        for (const one of statements.flatMap(actionsOf)) allowed.add(one);
    }
    return {
      exchanges,
      allowed: [...allowed].filter((action) => /^(sagemaker|sns|states|dynamodb|cloudtrail):/.test(action)),
    };
  } finally {
    await sandbox.close();
  }
};
