/**
 * The page behind the links as its visitors meet it: an API that calls the page's function. Visitors are those of the
 * sandbox; between a page and what they do with it no time passes.
 */
import type { VirtualClock } from '../../local/clock.ts';
import type { Exchange, HttpApi, HttpRequest, HttpResponse } from '../../local/http-api.ts';
import { answer } from '../../local/play/answer.ts';
import { scan } from '../../local/play/scan.ts';
import type { Mail } from '../../local/sns/mail.ts';
import type { StoryAnswer, StoryGet } from '../../local/story.ts';
import type { Outcome } from './invocation.ts';
import { pages } from './loop.ts';

/** Of an HTTP API's payload, what the page reads (docs: payload format 2.0). */
const eventOf = ({ method, path, headers, body }: HttpRequest, timeEpoch: number): unknown => {
  const [, , key] = path.split('/');
  return {
    version: '2.0',
    requestContext: { http: { method }, timeEpoch },
    headers,
    ...(key === undefined ? {} : { pathParameters: { key } }),
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
};

const answered = (outcome: Outcome): HttpResponse => {
  if (!outcome.ok) return { status: 500, headers: {}, body: '{}', isBase64Encoded: false };
  const { statusCode: status, headers, body } = outcome.payload as { statusCode: number } & HttpResponse;
  return { status, headers, body, isBase64Encoded: false };
};

export class Visits {
  readonly endpoint = pages;
  readonly #clock: VirtualClock;
  readonly #invoke: (payload: unknown, end: (outcome: Outcome) => void) => void;
  readonly #heard: (exchange: Exchange) => void;
  /** How many visitors have got a page and not done anything with it yet. */
  #reading = 0;
  #failed: unknown;

  constructor(
    clock: VirtualClock,
    invoke: (payload: unknown, end: (outcome: Outcome) => void) => void,
    heard: (exchange: Exchange) => void,
  ) {
    this.#clock = clock;
    this.#invoke = invoke;
    this.#heard = heard;
  }

  /** @returns false when nobody is reading: then others go on */
  async read(): Promise<boolean> {
    if (this.#failed !== undefined) throw this.#failed;
    if (this.#reading === 0) return false;
    await new Promise<void>((resolve) => setImmediate(resolve));
    return true;
  }

  begin(about: StoryAnswer | StoryGet, mails: readonly Mail[]): void {
    this.#reading += 1;
    const api = this as unknown as HttpApi;
    const visit = about.kind === 'answer' ? answer(api, mails, about) : scan(api, mails, about);
    visit
      .catch((error: unknown) => {
        this.#failed = error;
      })
      .finally(() => {
        this.#reading -= 1;
      });
  }

  request(request: HttpRequest): Promise<HttpResponse> {
    const at = this.#clock.now();
    this.#reading -= 1;
    this.#heard({ at, request, response: null });
    return new Promise((resolve) => {
      this.#invoke(eventOf(request, at), (outcome) => {
        const response = answered(outcome);
        this.#reading += 1;
        this.#heard({ at, request, response });
        resolve(response);
      });
    });
  }
}
