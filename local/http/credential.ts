/** The access key id in a SigV4 Authorization header; signatures are not verified. */
export const accessKeyOf = (authorization: string | undefined): string | undefined =>
  authorization?.match(/^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\//)?.[1];
