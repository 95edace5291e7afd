import { type Document, LineCounter, parseDocument } from 'yaml';
import { SpecError } from '../../scenario/spec-error.ts';

/** A document of YAML or JSON, and the lines of its text. */
export interface YamlDocument {
  readonly document: Document;
  readonly lines: LineCounter;
}

/** Characters that no text has. */
const NO_TEXT = /(?![\t\n\v\f\r\u0085])\p{Cc}/u;

/** Reads YAML or JSON. Throws SpecError `syntax`, with line and column for a text that is neither. */
export function yamlDocument(file: string, text: string): YamlDocument {
  if (NO_TEXT.test(text))
    throw new SpecError('syntax', `${file} is not a text: write it as YAML or JSON in UTF-8`);
  const lines = new LineCounter();
  // YAML does not take tabs between the values of JSON, and JSON has no other use for them.
  const readable = /^\s*\{/.test(text) ? text.replaceAll('\t', ' ') : text;
  const document = parseDocument(readable, {
    lineCounter: lines,
    logLevel: 'silent',
    merge: true,
    version: '1.2',
  });
  const fault = document.errors[0];
  if (fault === undefined) return { document, lines };
  const { line, col } = lines.linePos(fault.pos[0]);
  const what = fault.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
  throw new SpecError('syntax', `${file}:${line}:${col}: this is neither YAML nor JSON: ${what}`, {
    cause: fault,
  });
}
