/** The time now, to the second. */
export function thisSecond(): Date {
  const now = Date.now();
  return new Date(now - (now % 1000));
}
