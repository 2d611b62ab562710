/** A request as it reaches the API's endpoint. */
export interface HttpRequest {
  /** In capitals. */
  readonly method: string;
  /** As it stands in the request line: percent-encoded, with the query. */
  readonly path: string;
  /** Names in any case; several of one name as a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string | Uint8Array;
}

export const bytesOf = ({ body = '' }: HttpRequest): Buffer => Buffer.from(body);
