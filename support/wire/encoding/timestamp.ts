import type { TimestampFormat } from '../schema/shape.ts';

/** Writes a moment as AWS does; XML and headers have no use for `epoch-seconds`, which JSON writes as a number. */
export function writeTimestamp(date: Date, format: TimestampFormat): string {
  switch (format) {
    case 'date-time':
      return date.toISOString();
    case 'http-date':
      return date.toUTCString();
    case 'epoch-seconds':
      return String(date.getTime() / 1000);
  }
}

/**
 * A moment as the query protocol's services write it, to the second: `2026-01-01T00:00:00Z`. S3 writes milliseconds, if
 * only zeros. Source: IAM API reference, sample responses; AWS STS API reference, sample responses.
 */
export function writeWholeSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
