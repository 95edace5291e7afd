import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { decisionsOf } from './decisions-of.ts';
import { keyholeHere } from './run-keyhole.ts';

/** For tests: the arguments of an import, what it does not understand, and what is decided in its scenario. */
export interface ImportedSample {
  readonly args: readonly string[];
  /** The things that are not understood, as `file:line | id | property | reason | consequence` without the folder of the file. */
  readonly gaps: readonly RegExp[];
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
}

/** For tests: a folder for what an import writes, which is removed at the end of a test. */
export function outFolder() {
  const root = mkdtempSync(join(tmpdir(), 'imported-'));
  return { root, out: join(root, 'own'), [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
}

/** For tests: imports a sample, and decides in the scenario that it becomes. */
export async function importedSample(
  source: string,
  { args, gaps, allowed, denied }: ImportedSample,
): Promise<{ readonly found: object; readonly expected: object }> {
  using folder = outFolder();
  const { exitCode, stderr } = await keyholeHere('import', source, ...args, '--out', folder.out);
  const decisions = exitCode === 0 ? await decisionsOf(folder.root, 'own', [...allowed, ...denied]) : {};
  const decided = (questions: readonly string[], as: string) =>
    questions.map((question) => [question, as] as const);
  return {
    found: { exitCode, stderr, gaps: gapsIn(folder.out), decisions },
    expected: {
      exitCode: 0,
      stderr: '',
      gaps: gaps.map((gap) => expect.stringMatching(gap)),
      decisions: Object.fromEntries([...decided(allowed, 'allowed'), ...decided(denied, 'denied')]),
    },
  };
}

/** For tests: what an import did not understand, as its report says it. */
export function gapsIn(out: string): readonly string[] {
  const { notUnderstood } = JSON.parse(readFileSync(join(out, 'import.json'), 'utf8'));
  return notUnderstood.map(
    ({
      file,
      line,
      id,
      property,
      reason,
      consequence,
    }: Readonly<Record<string, string | number | undefined>>) => {
      const name = String(file).split('/').at(-1);
      const parts = [line === undefined ? name : `${name}:${line}`, id, property, reason, consequence];
      return parts.filter((part) => part !== undefined).join(' | ');
    },
  );
}
