import { describe, expect, it } from 'vitest';
import { drawing } from '../../statemachine/drawing.ts';
import { layout, sizeOf } from '../../statemachine/layout.ts';
import { machine } from '../../statemachine/picture.ts';

const asl = machine();
const drawn = drawing(asl);
const states = Object.entries(asl.States);
const ways = states.flatMap(([from, { Next, Choices = [], Default, Catch = [] }]) =>
  [Next, Default, ...Choices.map((rule) => rule.Next), ...Catch.map((caught) => caught.Next)]
    .filter((to) => to !== undefined)
    .map((to) => [from, to] as const),
);

describe('the drawing', () => {
  it.each(states.map(([name]) => name))('has the state %s, once', (name) => {
    expect(drawn.split(`data-state="${name}"`)).toHaveLength(2);
  });

  it.each(ways)('has the way from %s to %s, once', (from, to) => {
    expect(drawn.split(`data-from="${from}" data-to="${to}"`)).toHaveLength(2);
  });

  it('draws ordinary ways as ordinary, and a Catch as odd', () => {
    expect(drawn).toContain('class="edge" data-from="NotifyOwner" data-to="GraceOver"');
    expect(drawn).toContain('class="edge odd" data-from="StopNotebook" data-to="StartNotebook"');
  });

  it('stays within its frame', () => {
    const { width, height } = sizeOf(layout(asl));
    const paths = [...drawn.matchAll(/<path class="edge[^"]*" [^>]*d="([^"]+)"/g)];
    const points = paths.flatMap(([, path = '']) =>
      [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
    );
    expect(points.length).toBeGreaterThan(100);
    expect(points.filter(([x, y]) => x < 0 || y < 0 || x > width || y > height)).toEqual([]);
  });

  it('has no two states in one place', () => {
    const boxes = [...layout(asl).values()];
    const over = boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        )
        .map((b) => `${a.name} ${b.name}`),
    );
    expect(over).toEqual([]);
  });

  it('escapes what a comment says', () => {
    const [first] = states;
    const told = {
      ...asl,
      States: { ...asl.States, [first?.[0] ?? '']: { ...first?.[1], Comment: '<b>&"' } },
    };
    expect(drawing(told as typeof asl)).toContain('&#60;b&#62;&#38;&#34;');
  });
});
