let last = new Date(0);

/** The time now, to the second. All that is made in a second shares one date, which no reader may change. */
export function thisSecond(): Date {
  const now = Date.now();
  const second = now - (now % 1000);
  if (last.getTime() !== second) last = new Date(second);
  return last;
}
