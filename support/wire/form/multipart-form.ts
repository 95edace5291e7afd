import type { Payload } from '../../aws/operations.ts';
import { bodyRefusals } from '../body/body-refusals.ts';
import { BodyWindow } from './body-window.ts';
import { formRefusals } from './form-refusals.ts';
import { type PartHead, partHead } from './part-head.ts';

/** A form that was sent as `multipart/form-data`: its fields in order, and its file, which is still to be read. */
export interface MultipartForm {
  /** The fields before the file, with their names as they were sent. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Undefined if the form has no file. */
  readonly file: FormFile | undefined;
}

/** The file of a form. */
export interface FormFile {
  /** The name that the browser gave it; undefined for a text area. */
  readonly name: string | undefined;
  /** The content. It ends without an error only if the boundary of the form follows it. */
  readonly content: Payload;
}

/** The name of the field that holds the file. It ends the form: S3 ignores the fields after it. */
const FILE = 'file';

/** The largest form without its file, in bytes. Source: Amazon S3 user guide, "HTML forms". */
const LARGEST_FIELDS = 20 * 1024;

/**
 * Reads the fields of a form up to its file. Throws AwsError `MalformedPOSTRequest`, `MaxPostPreDataLengthExceeded`.
 *
 * Source: RFC 7578; Amazon S3 API reference, "POST Object".
 */
export async function readMultipartForm(body: Payload, contentType: string): Promise<MultipartForm> {
  const delimiter = Buffer.from(`\r\n--${boundaryOf(contentType)}`);
  // The first boundary has no line break before it.
  const window = new BodyWindow(body, Buffer.from('\r\n'));
  const limited = async (until: Uint8Array) => {
    const found = await window.takeUntil(until, LARGEST_FIELDS);
    if (window.taken > LARGEST_FIELDS) throw formRefusals.fieldsTooLarge();
    return found;
  };
  const fields: (readonly [string, string])[] = [];
  await limited(delimiter);
  while (!(await isEnd(window))) {
    const part = partHead(textOf(await limited(BLANK_LINE)));
    if (part.name.toLowerCase() === FILE) return { fields, file: fileOf(window, part, delimiter) };
    fields.push([part.name, textOf(await limited(delimiter))]);
  }
  return { fields, file: undefined };
}

const BLANK_LINE = Buffer.from('\r\n\r\n');

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw formRefusals.malformed();
  }
}

/** The boundary in a Content-Type, of at most 70 characters. Source: RFC 2046, section 5.1.1. */
function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]*)"|([^\s;"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain ?? '';
  if (!/^[\w'()+,./:=? -]{1,70}$/.test(boundary)) throw formRefusals.malformed();
  return boundary;
}

/** True if the boundary that was just read is the last one: two hyphens follow it, and a line break follows any other. */
async function isEnd(window: BodyWindow): Promise<boolean> {
  const next = textOf(await window.peek(2));
  if (next !== '--' && next !== '\r\n') throw formRefusals.malformed();
  return next === '--';
}

function fileOf(window: BodyWindow, { fileName }: PartHead, delimiter: Uint8Array): FormFile {
  return { name: fileName?.slice(fileName.search(/[^/\\]*$/)), content: contentOf(window, delimiter) };
}

async function* contentOf(window: BodyWindow, delimiter: Uint8Array): AsyncGenerator<Uint8Array, void> {
  if (!(yield* window.streamUntil(delimiter))) throw bodyRefusals.terminated();
  await isEnd(window);
  await window.discard();
}
