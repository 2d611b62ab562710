/** What the documents say is true: commands, keys, defaults, links, and what a command prints. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyDefaults } from '../functions/core/policy.ts';
import firstDay from '../local/first-day.json' with { type: 'json' };
import { play } from '../local/play.ts';
import { report } from '../local/report.ts';
import { Sandbox } from '../local/sandbox.ts';
import { parseStory } from '../local/story.ts';
import { Timeline } from '../local/timeline.ts';
import packageJson from '../package.json' with { type: 'json' };
import { machine, picture, pictured, picturePages, placed, sweep } from '../statemachine/picture.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs')).flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : [])),
];
const readme = read('README.md');

describe('commands', () => {
  const named = documents.flatMap((file) =>
    [...read(file).matchAll(/\bnpm (?:run )?(start|test|run [\w-]+|[\w-]+)/g)].map(([text]) => text),
  );
  const scripts = [...new Set(named)].map((text) => text.replace(/^npm (run )?/, ''));

  it.each(scripts.filter((script) => script !== 'ci'))('npm runs %s', (script) => {
    expect(Object.keys(packageJson.scripts)).toContain(script);
  });
});

describe('links', () => {
  const links = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)].flatMap(([, to]) =>
      to === undefined || to.startsWith('http') ? [] : [[file, to] as const],
    ),
  );
  it.each(links)('%s leads to %s', (file, to) => {
    expect(existsSync(join(root, dirname(file), to))).toBe(true);
  });
});

describe("the README's policy table", () => {
  const rows = new Map(
    [...readme.matchAll(/^\| `(\w+)` \| (.+?) \| .+\|$/gm)].map(([, key, value]) => [key ?? '', value ?? '']),
  );
  const { budgets, ...simple } = policyDefaults;

  it('has the keys of the policy', () => {
    expect([...rows.keys()].sort()).toEqual(['platformEmail', ...Object.keys(policyDefaults)].sort());
  });
  it.each(Object.entries(simple))('says that the default of %s is %j', (key, value) => {
    const said = rows.get(key)?.replaceAll('`', '');
    expect(said).toBe(typeof value === 'string' ? value : JSON.stringify(value));
  });
  it('says the default of each budget', () => {
    const said = Object.entries(budgets).map(([phase, value]) => `${phase} \`${value}\``);
    expect(rows.get('budgets')).toBe(said.join(', '));
  });
});

describe('the pictures of the state machines', () => {
  it.each(pictured)('in %s are drawn from the definitions', (file) => {
    expect(read(file)).toContain('```text picture remediate-root-access');
    expect(read(file)).toContain('```text picture sweep-fleet');
    expect(read(file)).toBe(placed(read(file)));
  });
  it('have every state of the sweep', () => {
    const inner = Object.values(sweep().States).flatMap(({ ItemProcessor }) =>
      Object.keys(ItemProcessor?.States ?? {}),
    );
    const drawn = picturePages(sweep()).match(/\w+/g);
    expect([...new Set(drawn)].sort()).toEqual([...Object.keys(sweep().States), ...inner].sort());
  });
  it('have every state of the other but Reroute', () => {
    const drawn = picture(machine()).match(/\w+/g);
    const states = Object.keys(machine().States).filter((name) => name !== 'Reroute');
    expect([...new Set(drawn)].sort()).toEqual(states.sort());
  });
});

describe('what npm start prints', () => {
  it('has the lines that the README shows, in their order', { timeout: 60_000 }, async () => {
    const sandbox = await Sandbox.open();
    const story = parseStory(firstDay, 'first-day.json');
    const timeline = new Timeline(story.start, { colour: false, width: 110, mails: false });
    const lines = [...timeline.heading(story.title)];
    const played = await play(sandbox, story, { onEntry: (entry) => lines.push(...timeline.tell(entry)) });
    lines.push(...timeline.end(await report(played, sandbox.endpoint)));
    await sandbox.close();

    const shown = (/```\n(the first day[\s\S]*?)```/.exec(readme)?.[1] ?? '')
      .split('\n')
      .map((line) => line.trimEnd());
    const printed = lines.map((line) => line.trimEnd());
    let at = 0;
    for (const line of shown.filter((text) => text !== '' && text !== '...')) {
      const found = printed.indexOf(line, at);
      expect(
        found,
        `expected ${JSON.stringify(line)} after line ${at} of:\n${printed.join('\n')}`,
      ).toBeGreaterThan(-1);
      at = found + 1;
    }
  });
});
