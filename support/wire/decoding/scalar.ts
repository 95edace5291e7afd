import type { ScalarShape, TimestampFormat } from '../schema/shape.ts';

/** The values that a scalar decodes to; streams and events are not read from text. */
export type Scalar = string | number | boolean | Uint8Array | Date;

/**
 * Parses a scalar from the text of XML, a header or a query parameter. `defaultFormat` is the format of timestamps in
 * that place if the model names none.
 * Undefined if the text is not valid: the caller refuses it in the words of its protocol.
 */
export function readScalar(
  shape: ScalarShape,
  text: string,
  defaultFormat: TimestampFormat,
): Scalar | undefined {
  switch (shape.kind) {
    case 'string':
      return text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'number':
      return readInteger(text);
    case 'blob':
      return readBase64(text);
    case 'timestamp':
      return readTimestamp(text, shape.format ?? defaultFormat);
    case 'stream':
    case 'events':
      return undefined;
  }
}

/** A decimal integer without leading zeros that a number holds exactly. No operation takes fractions as text. */
export function readInteger(text: string): number | undefined {
  if (text.length > 17 || !/^(?:0|-?[1-9]\d*)$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Parses canonical base64 only. Buffer skips invalid characters, so encoding the bytes must give the same text. */
export function readBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** A time in one of AWS's three notations; undefined for another notation, or for a day that does not exist. */
export function readTimestamp(text: string, format: TimestampFormat): Date | undefined {
  switch (format) {
    case 'date-time':
      return readDateTime(text);
    case 'http-date':
      return readHttpDate(text);
    case 'epoch-seconds':
      return /^-?\d{1,12}(?:\.\d{1,9})?$/.test(text) ? readEpochSeconds(Number(text)) : undefined;
  }
}

/** A time from seconds since 1970, rounded to milliseconds; undefined if a Date cannot hold it. */
export function readEpochSeconds(seconds: number): Date | undefined {
  const date = new Date(Math.round(seconds * 1000));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

const dateTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

function readDateTime(text: string): Date | undefined {
  const [, seconds, fraction = '', zone] = dateTime.exec(text) ?? [];
  if (seconds === undefined || zone === undefined) return undefined;
  const local = new Date(`${seconds}Z`);
  // Date moves 31 February to March: the same text comes back only for a day that exists.
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(seconds)) return undefined;
  const milliseconds = fraction === '' ? '' : `.${fraction.slice(1, 4).padEnd(3, '0')}`;
  const date = new Date(`${seconds}${milliseconds}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** RFC 9110's preferred form, the only form that clients may send. */
function readHttpDate(text: string): Date | undefined {
  if (!httpDate.test(text)) return undefined;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toUTCString() === text ? date : undefined;
}
