import * as z from 'zod';

/** ISO 8601 in UTC where it is written down, milliseconds since the epoch in code. */
export const instant = z.codec(z.iso.datetime(), z.number(), {
  decode: (iso) => Date.parse(iso),
  encode: (milliseconds) => new Date(milliseconds).toISOString(),
});
