const form = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const lengths = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];

/**
 * An ISO 8601 duration of weeks, days, hours, minutes and seconds, in milliseconds. Years and months have no
 * fixed length and are refused.
 *
 * @throws RangeError
 */
export const milliseconds = (text: string): number => {
  const parts = form.exec(text)?.slice(1);
  if (parts === undefined || parts.every((part) => part === undefined)) {
    throw new RangeError(`expected an ISO 8601 duration, got ${JSON.stringify(text)}`);
  }
  return Math.round(parts.reduce((sum, part, at) => sum + Number(part ?? 0) * (lengths[at] ?? 0), 0));
};
