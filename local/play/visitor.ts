/** Somebody with a browser, or what passes for one: opens an address, follows a form. */
import type { HttpApi, HttpResponse } from '../http-api.ts';
import { type Control, type Form, fieldsOf } from './forms.ts';

/** How the two kinds of visitors call themselves. */
export const agents = {
  person: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  scanner: 'Mozilla/5.0 (compatible; link scanner)',
} as const;

export class Visitor {
  readonly #api: HttpApi;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(api: HttpApi, agent: keyof typeof agents, headers: Readonly<Record<string, string>> = {}) {
    this.#api = api;
    this.#headers = { 'user-agent': agents[agent], accept: 'text/html,*/*;q=0.8', ...headers };
  }

  open(link: string, method: 'GET' | 'HEAD' = 'GET'): Promise<HttpResponse> {
    return this.#api.request({ method, path: pathOf(link), headers: this.#headers });
  }

  /** @param page the address of the page that the form stands on */
  submit(page: string, form: Form, button: Control, typed: Readonly<Record<string, string>>) {
    const address = new URL(button.formAction ?? form.action, page);
    const fields = fieldsOf(form, button, typed);
    if (form.method === 'post') return this.post(address.href, fields);
    address.search = fields.toString();
    return this.open(address.href);
  }

  post(address: string, fields: URLSearchParams): Promise<HttpResponse> {
    return this.#api.request({
      method: 'POST',
      path: pathOf(address),
      headers: {
        ...this.#headers,
        'content-type': 'application/x-www-form-urlencoded',
        // What browsers send from a page whose policy is no-referrer (Fetch, "append a request Origin header").
        origin: 'null',
      },
      body: fields.toString(),
    });
  }
}

const pathOf = (address: string): string => {
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
};
