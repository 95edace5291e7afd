/** A moment in cucumber's messages. */
interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

/** The seconds since 1970 at a moment. */
export function secondsAt({ seconds, nanos }: Timestamp): number {
  return seconds + nanos / 1e9;
}

/** A moment as a date. */
export function dateOf(timestamp: Timestamp): Date {
  return new Date(secondsAt(timestamp) * 1000);
}
