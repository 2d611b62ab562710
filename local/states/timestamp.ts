/** Timestamps as Wait and Choice take them: ISO 8601 with T and an offset, fractions of any length. */

const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch, with the fraction that is finer than one; undefined when the text is no timestamp. */
export const parseTimestamp = (text: string): number | undefined => {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const whole = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const local = Date.parse(`${whole}Z`);
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 19) !== whole) return undefined;
  const shifted = offset === 'Z' ? local : Date.parse(`${whole}${offset}`);
  return Number.isNaN(shifted) ? undefined : shifted + Number(fraction ?? 0) * 1000;
};

/** As the context object shows times: `2026-11-23T09:00:00.123Z`. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();
