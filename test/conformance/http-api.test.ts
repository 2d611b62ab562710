import { describe, expect, it } from 'vitest';
import { judgeHttpApi } from '../../conformance/http-api.ts';
import { eventOf } from '../../local/http-api/event.ts';

describe("the HTTP API's events", () => {
  const wrong = (make: typeof eventOf): readonly string[] =>
    judgeHttpApi(make).flatMap(({ disagreements }) =>
      disagreements.flatMap(({ differences }) => differences.map(({ where }) => where)),
    );

  it('are those of AWS', () => {
    const rows = judgeHttpApi();
    expect(rows.map(({ agreed, tried }) => [agreed, tried])).toEqual([
      [10, 10],
      [1, 1],
    ]);
  });
  it('a renamed member is caught', () =>
    expect(
      wrong((...given) => {
        const { isBase64Encoded: isBase64, ...event } = eventOf(...given);
        return { ...event, isBase64 } as unknown as ReturnType<typeof eventOf>;
      }),
    ).toContain('event.isBase64Encoded'));
  it("a header in its client's letters is caught", () =>
    expect(
      wrong((...given) => {
        const { headers, ...event } = eventOf(...given);
        const { 'user-agent': agent = '', ...others } = headers;
        return { ...event, headers: { ...others, 'User-Agent': agent } };
      }),
    ).toContain('event.headers.user-agent'));
  it('a body that says it is base64 and is not is caught', () =>
    expect(wrong((...given) => ({ ...eventOf(...given), isBase64Encoded: true }))).toContain('event.body'));
});
