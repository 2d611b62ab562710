/** The query protocol of SNS: a form goes in, XML comes out. */
import type { Protocol } from './protocol.ts';

const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';

type Tree = { [key: string]: Tree | string };

/** Each a text of its own: what V8 cuts out of a body would keep all of the body for as long as somebody has it. */
const membersOf = (body: string): readonly (readonly [string, string])[] =>
  JSON.parse(JSON.stringify([...new URLSearchParams(body)]));

const plant = (body: string): Tree => {
  const root: Tree = {};
  for (const [path, value] of membersOf(body)) {
    const steps = path.split('.');
    const last = steps.pop() as string;
    let at = root;
    for (const step of steps) {
      const next = at[step] ?? {};
      at[step] = next;
      if (typeof next === 'string') throw new Error(`${path}: expected a structure at ${step}, got a value`);
      at = next;
    }
    at[last] = value;
  }
  return root;
};

const inOrder = (numbered: Tree): (Tree | string)[] =>
  Object.entries(numbered)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, value]) => value);

/** `entry.N.key/value` and `entry.N.Name/Value` are maps, `member.N` are lists, all else is a structure. */
const harvest = (tree: Tree | string): unknown => {
  if (typeof tree === 'string') return tree;
  const { entry, member } = tree;
  if (typeof member === 'object') return inOrder(member).map(harvest);
  if (typeof entry === 'object') {
    return Object.fromEntries(
      inOrder(entry).map((pair) => {
        const { key, value, Name, Value } = pair as Tree;
        return [String(key ?? Name), harvest(value ?? Value ?? '')];
      }),
    );
  }
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, harvest(value)]));
};

const booleans = new Set(['ReturnSubscriptionArn']);

const text = (value: unknown): string =>
  String(value).replace(/[&<>"'\r]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Members that the SNS model declares as maps; every other object is a structure. */
const maps = new Set(['Attributes']);

const element = (name: string, value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value))
    return `<${name}>${value.map((one) => element('member', one)).join('')}</${name}>`;
  if (value instanceof Date) return `<${name}>${value.toISOString()}</${name}>`;
  if (typeof value !== 'object') return `<${name}>${text(value)}</${name}>`;
  const entries = Object.entries(value);
  const inside = maps.has(name)
    ? entries.map(([key, one]) => `<entry>${element('key', key)}${element('value', one)}</entry>`)
    : entries.map(([key, one]) => element(key, one));
  return `<${name}>${inside.join('')}</${name}>`;
};

const headers = (requestId: string) => ({ 'content-type': 'text/xml', 'x-amzn-requestid': requestId });

export const snsQuery: Protocol = {
  parse: ({ headers: sent, body }) => {
    if (!String(sent['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) return undefined;
    const { Action, Version, ...members } = harvest(plant(body)) as Record<string, unknown>;
    if (typeof Action !== 'string' || Version !== '2010-03-31') return undefined;
    const input = Object.entries(members).map(([name, value]) =>
      booleans.has(name) ? [name, value === 'true'] : [name, value],
    );
    return { service: 'SNS', operation: Action, input: Object.fromEntries(input) };
  },
  answer: (operation, output, requestId) => ({
    status: 200,
    headers: headers(requestId),
    body: `<${operation}Response xmlns="${namespace}">${element(`${operation}Result`, output ?? {})}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
  }),
  refuse: (error, requestId) => ({
    status: error.status,
    headers: headers(requestId),
    body: `<ErrorResponse xmlns="${namespace}"><Error><Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${text(error.code)}</Code><Message>${text(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  }),
};
