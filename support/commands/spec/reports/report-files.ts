import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SpecError } from '../../../scenario/spec-error.ts';

/** The files that a run writes its results to, beside the report on the terminal. */
export interface ReportFiles {
  /** A JUnit XML file. */
  readonly junit?: string | undefined;
  /** Cucumber's messages, one JSON object a line. */
  readonly messages?: string | undefined;
  /** Cucumber's page of the features with their results. */
  readonly html?: string | undefined;
}

/** The files that cucumber's own formatters write, by the formatter's name. */
export function cucumberFormats({ messages, html }: ReportFiles): readonly [string, string][] {
  return [
    ...(messages === undefined ? [] : ([['message', messages]] as [string, string][])),
    ...(html === undefined ? [] : ([['html', html]] as [string, string][])),
  ];
}

/**
 * Empties the files before the run, so that a run that is given up leaves no results of an earlier one. Throws SpecError
 * `unreadable-file` for a file that cannot be written, and for one that two options name.
 */
export function emptyReportFiles({ junit, messages, html }: ReportFiles): void {
  const seen = new Map<string, string>();
  for (const [flag, file] of Object.entries({ '--junit': junit, '--messages': messages, '--html': html })) {
    if (file === undefined) continue;
    const other = seen.get(resolve(file));
    if (other !== undefined)
      throw new SpecError(
        'unreadable-file',
        `${other} and ${flag} both name ${file}: give each its own file`,
      );
    seen.set(resolve(file), flag);
    writeReport(flag, file, '');
  }
}

/**
 * Tries whether a file can be put in place of one that is written at the end of the run. Throws SpecError `unreadable-file` if it cannot.
 */
export function requireWritable(flag: string, file: string | undefined): void {
  if (file === undefined) return;
  const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
  const tried = isFolder ? file : `${file}.${process.pid}`;
  writeReport(flag, tried, '', file);
  rmSync(tried);
}

/** Writes a report, also into a folder that does not exist yet. Throws SpecError `unreadable-file` if it cannot. */
export function writeReport(flag: string, file: string, text: string, shown = file): void {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    writeFileSync(file, text);
  } catch (cause) {
    const code: unknown = Reflect.get(Object(cause), 'code');
    const why = typeof code === 'string' ? ` (${code})` : '';
    const message = `${flag}: ${shown} cannot be written${why}: name a file in a folder that you may write to`;
    throw new SpecError('unreadable-file', message, { cause });
  }
}
