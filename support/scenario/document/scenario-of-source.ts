import { basename, dirname, extname, relative, resolve } from 'node:path';
import { SpecError } from '../spec-error.ts';
import { scenarioOf } from './load-scenario.ts';
import { readText } from './read-document.ts';
import type { Scenario } from './scenario.ts';
import { shownPath } from './scenario-folder.ts';

/** The account of a source that names none. */
const UNNAMED = '111111111111';

/**
 * A scenario of one account that a template, a plan or a state describes. The account is called `main`. Its id is the one that the ARNs
 * of a plan or a state have. The files of `parameters` have the values of a template's parameters. Throws SpecError for a file that is neither,
 * and for one that has several accounts.
 */
export function scenarioOfSource(path: string, parameters: readonly string[] = []): Scenario {
  const file = basename(path);
  const text = readText(shownPath(path));
  const terraform = terraformIn(text);
  if (terraform !== undefined) refuseParameters(shownPath(path), parameters);
  const id = terraform === undefined ? UNNAMED : (ownAccount(terraform, shownPath(path)) ?? UNNAMED);
  const values = parameters.map((one) => relative(dirname(path), resolve(one)).replaceAll('\\', '/'));
  const document = {
    title: file,
    region: 'eu-west-1',
    accounts: { main: id },
    from:
      terraform === undefined
        ? { cloudformation: file, account: 'main', ...(values.length > 0 && { parameters: values }) }
        : { terraform: file },
  };
  return scenarioOf({
    name: basename(file, extname(file)),
    folder: dirname(path),
    file: shownPath(path),
    text: JSON.stringify(document),
    own: [],
  });
}

/** Throws SpecError for values of parameters beside what has none. */
export function refuseParameters(words: string, parameters: readonly string[]): void {
  if (parameters.length === 0) return;
  const remedy = 'the member "from" of a scenario names them there';
  throw new SpecError('unknown-scenario', `--parameters is for a template, and ${words} is none; ${remedy}`);
}

/** The output of `terraform show -json`; undefined for another text. */
function terraformIn(text: string): object | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && 'format_version' in json ? json : undefined;
  } catch {
    return undefined;
  }
}

/** The account in the ARNs of the resources that exist; undefined if none exists. */
function ownAccount(terraform: object, file: string): string | undefined {
  const ids = [
    ...new Set(arnsIn(terraform).flatMap((arn) => /^arn:[\w-]+:\w+:[\w-]*:(\d{12}):/.exec(arn)?.[1] ?? [])),
  ];
  if (ids.length <= 1) return ids[0];
  throw new SpecError(
    'unknown-name',
    `${file} has resources of several accounts, ${ids.join(' and ')}: write a scenario.yaml whose member "from" says which provider is of which`,
  );
}

/** The values of every attribute `arn`, but for data sources, which may describe what other accounts have. */
function arnsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('mode' in value && value.mode === 'data') return [];
  return Object.entries(value).flatMap(([name, within]) =>
    name === 'arn' && typeof within === 'string' ? [within] : arnsIn(within),
  );
}
