import type { TimestampFormat } from '../schema/shape.ts';

/** Formats a time as AWS does in XML and headers. JSON writes `epoch-seconds` itself, as a number. */
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
 * Formats a time as the query protocol's services do, in whole seconds: `2026-01-01T00:00:00Z`. S3 writes milliseconds,
 * even zeros. Source: IAM API reference, sample responses; AWS STS API reference, sample responses.
 */
export function writeWholeSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
