import type { TimestampFormat } from '../schema/shape.ts';

/** Formats a time as AWS does in XML and headers. JSON writes `epoch-seconds` itself, as a number. */
export function writeTimestamp(date: Date, format: TimestampFormat): string {
  switch (format) {
    case 'date-time':
      return date.toISOString();
    case 'http-date':
      return httpDate(date);
    case 'epoch-seconds':
      return String(date.getTime() / 1000);
  }
}

/**
 * Formats a time as the query protocol's services do, in whole seconds: `2026-01-01T00:00:00Z`. S3 writes milliseconds,
 * even zeros. Source: IAM API reference, sample responses; AWS STS API reference, sample responses.
 */
export function writeWholeSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** The time that was written last, and its text: answers of one second and reads of one object share theirs. */
let latest = { time: Number.NaN, text: '' };

function httpDate(date: Date): string {
  const time = date.getTime();
  if (time !== latest.time) latest = { time, text: date.toUTCString() };
  return latest.text;
}
