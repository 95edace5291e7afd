const basicFormat = /^\d{8}T\d{6}Z$/;

/** The largest allowed age of a signature, past or future, in milliseconds: 15 minutes. */
export const allowedSkew = 900_000;

/** The time of signing, as the signature has it (`20130524T000000Z`) and in milliseconds since 1970. */
export interface SigningTime {
  readonly date: string;
  readonly time: number;
}

/** Parses `20130524T000000Z`; undefined if it is not an existing time. */
export function parseBasicTime(text: string): SigningTime | undefined {
  // Requests of one second share their time.
  if (text === latest?.date) return latest;
  if (!basicFormat.test(text)) return undefined;
  const digits = (start: number, end: number) => Number(text.slice(start, end));
  const time = Date.UTC(
    digits(0, 4),
    digits(4, 6) - 1,
    digits(6, 8),
    digits(9, 11),
    digits(11, 13),
    digits(13, 15),
  );
  // Date turns a day, hour, minute or second that does not exist into another one.
  if (basicTime(time) !== text) return undefined;
  latest = { date: text, time };
  return latest;
}

/** The time that was parsed last. */
let latest: SigningTime | undefined;

/** Parses a Date header. Unlike x-amz-date, it may be an HTTP date. */
export function parseDateHeader(text: string): SigningTime | undefined {
  const basic = parseBasicTime(text);
  if (basic) return basic;
  if (!/^[A-Z][a-z]{2}, .* (?:GMT|\+0000)$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : { date: basicTime(time), time };
}

/** Formats a time as `20130524T000000Z`. */
export function basicTime(time: number): string {
  const iso = isoTime(time);
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17)}`;
}

/** Formats a time as S3's errors do: `2013-05-24T00:00:00Z`. */
export function isoTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
