/** Durations as policies write them: days, hours, minutes, seconds. */
const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

export const milliseconds = (duration: string): number => {
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = pattern.exec(duration) ?? [];
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
};
