import { existsSync } from 'node:fs';
import { documentedScenarios } from '../../scenario/document/documented-scenarios.ts';
import { loadScenarios } from '../../scenario/document/load-scenario.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { isFolderChosen, scenarioFolder, shownPath } from '../../scenario/document/scenario-folder.ts';
import { shippedFolder } from '../../scenario/document/shipped-scenarios.ts';
import { suggest } from '../../scenario/look-up.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/**
 * The id of an account that is given by its 12 digits or by its name in a scenario. Throws SpecError `unknown-name` for any
 * other text, and for a name that scenarios give to different accounts.
 */
export function accountMeant(words: string): string {
  if (/^\d{12}$/.test(words)) return words;
  if (/^\d+$/.test(words))
    throw new SpecError('unknown-name', `--account ${words} is not an account id: it must have 12 digits`);
  const name = words.replace(/^the (.+) account$/, '$1');
  const all = scenariosNamingAccounts().map(({ document }) => document.accounts);
  const ids = new Set(all.flatMap((accounts) => (Object.hasOwn(accounts, name) ? accounts[name] : []) ?? []));
  const [id, another] = ids;
  if (id !== undefined && another === undefined) return id;
  const hint =
    id === undefined
      ? `it must have 12 digits, or be named by a scenario in ${shownPath(scenarioFolder())}/; ${suggest(name, [...new Set(all.flatMap(Object.keys))])}`
      : `scenarios give this name to ${[...ids].toSorted().join(' and ')}: give the id`;
  throw new SpecError('unknown-name', `--account ${words} is not an account: ${hint}`);
}

/** The scenarios whose names of accounts count: those of this folder, or the shipped ones if it has none. */
function scenariosNamingAccounts(): readonly Scenario[] {
  if (!isFolderChosen() && !existsSync(scenarioFolder())) return loadScenarios(shippedFolder);
  return [...documentedScenarios().values()];
}
