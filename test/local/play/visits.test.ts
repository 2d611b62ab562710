/** What an owner and a mail scanner make of a page. */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';
import type { HttpApiEvent } from '../../../local/http-api/event.ts';
import { type Exchange, HttpApi } from '../../../local/http-api.ts';
import { answer } from '../../../local/play/answer.ts';
import { pageEntry } from '../../../local/play/page-entry.ts';
import { scan } from '../../../local/play/scan.ts';
import { seededRandom } from '../../../local/random.ts';
import type { Mail } from '../../../local/sns/mail.ts';
import type { StoryAnswer, StoryGet } from '../../../local/story.ts';

const endpoint = 'https://answer.execute-api.eu-west-1.amazonaws.com';
const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:page';
const mails: readonly Mail[] = [
  {
    at: 0,
    to: ['alice@example.com'],
    notice: 'first',
    case: 'c',
    notebook: 'fraud-lab',
    subject: null,
    body: `To answer: ${endpoint}/answer/k1\n`,
  },
];

const form = (fields: string, value: string): string =>
  `<form method="post" action="/answer"><input type="hidden" name="key" value="k1">${fields}<button name="answer" value="${value}">Do</button></form>`;
const page = [
  form('', 'acknowledge'),
  form('<input name="confirm">', 'remediate-now'),
  form('<input name="confirm"><select name="by"><option>PT1H<option>PT2H</select>', 'postpone'),
].join('');

/** Every request to the page, which always answers with the same forms. */
const visited = async (visit: (api: HttpApi) => Promise<unknown>, html = page) => {
  const exchanges: Exchange[] = [];
  const api = new HttpApi({
    description: {
      id: 'answer',
      arn: 'arn:aws:execute-api:eu-west-1:111122223333:answer',
      endpoint,
      routes: ['GET /answer/{key}', 'HEAD /answer/{key}', 'POST /answer'].map((key) => ({
        key,
        functionArn,
        timeoutMilliseconds: 30_000,
      })),
    },
    permissions: [{ functionArn, principal: 'apigateway.amazonaws.com', sourceArn: null }],
    accountId: '111122223333',
    clock: new VirtualClock(0),
    random: seededRandom(1),
    functions: {
      invoke: async (_arn, event) => ({
        ok: true,
        payload: {
          statusCode: 200,
          body: (event as HttpApiEvent).requestContext.http.method === 'HEAD' ? '' : html,
        },
      }),
    },
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const came = await visit(api);
  const requests = exchanges.flatMap(({ request, response }) => (response === null ? [request] : []));
  const forms = requests.flatMap(({ method, body }) => (method === 'POST' ? [String(body)] : []));
  return { came, requests, forms, exchanges };
};

const story: StoryAnswer = {
  kind: 'answer',
  answer: 'remediate-now',
  notebook: 'fraud-lab',
  confirm: 'fraud-lab',
  reason: null,
  by: null,
  key: 'newest',
};
const get: StoryGet = {
  kind: 'get',
  notebook: 'fraud-lab',
  method: 'GET',
  headers: {},
  times: 1,
  submits: false,
};

describe('an owner', () => {
  it('opens the link, and sends the form of the button that they press', async () => {
    const { requests, forms } = await visited((api) => answer(api, mails, story));
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /answer/k1',
      'POST /answer',
    ]);
    expect(forms).toEqual(['key=k1&confirm=fraud-lab&answer=remediate-now']);
  });
  it('sends what a browser sends from a page that keeps its address to itself', async () => {
    const { requests } = await visited((api) => answer(api, mails, story));
    expect(requests[1]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'null',
    });
  });
  it('chooses in a list what they want of it', async () => {
    const { forms } = await visited((api) =>
      answer(api, mails, { ...story, answer: 'postpone', by: 'PT2H' }),
    );
    expect(forms).toEqual(['key=k1&confirm=fraud-lab&by=PT2H&answer=postpone']);
  });
  it('sends by hand what the page does not offer', async () => {
    const wanted: StoryAnswer = { ...story, answer: 'request-exception', reason: 'a & b' };
    const { forms } = await visited((api) => answer(api, mails, wanted));
    expect(forms).toEqual(['key=k1&answer=request-exception&confirm=fraud-lab&reason=a+%26+b']);
  });
  it('does nothing without a link', async () => {
    const { came, requests } = await visited((api) => answer(api, [], story));
    expect({ came, requests }).toEqual({ came: false, requests: [] });
  });
});

describe('a mail scanner', () => {
  it('fetches, and submits nothing', async () => {
    const { requests } = await visited((api) => scan(api, mails, { ...get, times: 3 }));
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
  });
  it('says of itself what the story says', async () => {
    const headers = { Purpose: 'prefetch' };
    const { requests } = await visited((api) => scan(api, mails, { ...get, method: 'HEAD', headers }));
    expect(requests[0]).toMatchObject({ method: 'HEAD', headers: { Purpose: 'prefetch' } });
  });
  it('that submits presses every button, with every option, once', async () => {
    const { forms } = await visited((api) => scan(api, mails, { ...get, submits: true }));
    expect(forms).toEqual([
      'key=k1&answer=acknowledge',
      'key=k1&confirm=&answer=remediate-now',
      'key=k1&confirm=test&answer=remediate-now',
      'key=k1&confirm=&by=PT1H&answer=postpone',
      'key=k1&confirm=&by=PT2H&answer=postpone',
      'key=k1&confirm=test&by=PT1H&answer=postpone',
      'key=k1&confirm=test&by=PT2H&answer=postpone',
    ]);
  });
  it('types what a page shows as an example', async () => {
    const html = form('<input name="confirm" placeholder="fraud-lab">', 'remediate-now');
    const { forms } = await visited((api) => scan(api, mails, { ...get, submits: true }), html);
    expect(forms).toContain('key=k1&confirm=fraud-lab&answer=remediate-now');
  });
});

describe('the timeline', () => {
  const told = async (visit: (api: HttpApi) => Promise<unknown>) =>
    (await visited(visit)).exchanges.map((exchange) => pageEntry(exchange, mails));

  it('knows whose link it is by the mail that brought it', async () => {
    expect(await told((api) => answer(api, mails, story))).toMatchObject([
      { by: 'alice@example.com', notebook: 'fraud-lab', answer: null, status: null },
      { by: 'alice@example.com', notebook: 'fraud-lab', answer: null, status: 200 },
      { by: 'alice@example.com', notebook: 'fraud-lab', answer: 'remediate-now', status: null },
      { by: 'alice@example.com', notebook: 'fraud-lab', answer: 'remediate-now', status: 200 },
    ]);
  });
  it('knows a scanner from its owner', async () => {
    const [entry] = await told((api) => scan(api, mails, get));
    expect(entry).toMatchObject({ by: 'a mail scanner', notebook: 'fraud-lab' });
  });
  it('knows nobody by a forged link', async () => {
    const [entry] = await told((api) => answer(api, mails, { ...story, key: 'wrong' }));
    expect(entry).toMatchObject({ by: 'somebody', notebook: null });
  });
});
