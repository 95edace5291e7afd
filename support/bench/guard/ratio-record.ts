import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { SpecError } from '../../scenario/spec-error.ts';

const ratio = z.strictObject({
  against: z.string(),
  ratio: z.number().positive(),
  low: z.number().positive(),
  high: z.number().positive(),
});

const ratioRecord = z.strictObject({
  /** Where the ratios were measured: they are comparable on machines of the same kind. */
  machine: z.strictObject({ node: z.string(), processor: z.string() }),
  ratios: z.record(z.string(), ratio),
});

/** The ratios of a measurement, by what they are of. */
export type RatioRecord = z.infer<typeof ratioRecord>;

/** This machine, as a record names it. */
export function thisMachine(): RatioRecord['machine'] {
  return { node: `v${process.versions.node.split('.')[0]}`, processor: cpus()[0]?.model ?? 'unknown' };
}

/** Reads a record of ratios. Throws SpecError for a file that is missing or no such record. */
export function readRatios(file: string): RatioRecord {
  const remedy = `write a record with npm run bench -- --record ${file}`;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SpecError('unreadable-file', `--compare ${file}: the file cannot be read; ${remedy}`, {
      cause,
    });
  }
  const read = ratioRecord.safeParse(parsed(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.length ? ` at ${issue.path.join('.')}: ${issue.message}` : '';
  throw new SpecError(
    'invalid-document',
    `--compare ${file}: this is no record of ratios${place}; npm run bench -- --record writes one to another file`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws SpecError if a record cannot be written: better before minutes of measuring than after them. */
export function refuseUnwritable(file: string): void {
  const folder = dirname(resolve(file));
  try {
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new SpecError('unreadable-file', `--record ${file}: the folder ${folder} cannot be written to`, {
      cause,
    });
  }
}

/** Writes a record of ratios. */
export function writeRatios(file: string, record: RatioRecord): void {
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}
