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
