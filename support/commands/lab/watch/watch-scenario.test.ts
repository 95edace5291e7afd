import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Scenario } from '../../../scenario/document/scenario.ts';
import { useScenariosOf } from '../../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../../scenario/spec-error.ts';
import { keyPolicy, twoAccounts, WrittenScenario } from '../../../scenario/testing/written-scenario.ts';
import { flippedExamples } from './example-results.ts';
import { watchScenario } from './watch-scenario.ts';

const written = new WrittenScenario();
let taken: Scenario[];
let refusal: SpecError | undefined;
let said: string[];
let saying: () => void;
let watch: Disposable;

/** Waits for the next words of the watch, after something was done. */
async function after(act: () => void): Promise<string> {
  said = [];
  const spoken = new Promise<void>((resolve) => {
    saying = resolve;
  });
  act();
  await spoken;
  return said.join('\n');
}

beforeEach(() => {
  written.write({
    'own/scenario.yaml': `${twoAccounts}keys: { shared: { account: data, policy: ../policies/key.json } }\n`,
    'policies/key.json': keyPolicy,
  });
  useScenariosOf(written.root);
  [taken, refusal] = [[], undefined];
  watch = watchScenario({
    scenario: written.load(),
    features: [],
    async take(scenario) {
      if (refusal !== undefined) throw refusal;
      taken.push(scenario);
      return 'policies set';
    },
    say(lines) {
      said.push(...lines);
      saying();
    },
  });
});
afterEach(() => {
  watch[Symbol.dispose]();
  useScenariosOf(undefined);
});

const other = keyPolicy.replace('kms:*', 'kms:Decrypt');

test('a saved policy outside of the folder is given to the lab', async () => {
  expect(await after(() => written.write({ 'policies/key.json': other }))).toBe(
    'saved: ../policies/key.json\n  the policies hold now; objects, keys and sessions stay',
  );
  expect(taken.map(({ policies }) => policies.get('../policies/key.json'))).toEqual([other]);
});

test('an editor that saves by renaming is noticed, time after time', async () => {
  for (const text of [other, keyPolicy]) {
    const told = await after(() => {
      writeFileSync(join(written.root, 'policies/.key.json.tmp'), text);
      renameSync(join(written.root, 'policies/.key.json.tmp'), join(written.root, 'policies/key.json'));
    });
    expect(told).toContain('saved: ../policies/key.json');
  }
});

test('a broken document is told, and the lab keeps the earlier scenario until it is mended', async () => {
  expect(await after(() => written.write({ 'policies/key.json': '{' }))).toMatch(
    /policies\/key\.json.*\n {2}the lab keeps the scenario as it was before$/s,
  );
  expect(await after(() => written.write({ 'policies/key.json': keyPolicy }))).toBe(
    'the scenario is again as the lab has it',
  );
  expect(taken).toEqual([]);
  expect(await after(() => written.write({ 'policies/key.json': other }))).toContain('saved:');
});

test('a scenario that is gone is told, and found again', async () => {
  expect(await after(() => rmSync(join(written.root, 'policies/key.json')))).toMatch(/key\.json/);
  expect(await after(() => written.write({ 'policies/key.json': other }))).toContain('saved:');
});

test.each(['own', 'policies'])(
  'the folder %s that is gone is told, and followed once it is there again',
  async (folder) => {
    const [here, away] = [join(written.root, folder), `${written.root}-away`];
    for (const text of [other, keyPolicy]) {
      expect(await after(() => renameSync(here, away))).toContain('the lab keeps the scenario');
      expect(await after(() => renameSync(away, here))).toBe('the scenario is again as the lab has it');
      expect(await after(() => written.write({ 'policies/key.json': text }))).toContain('saved:');
    }
  },
);

test('a scenario that the store refuses is told', async () => {
  refusal = new SpecError('setup-failed', 'could not create the key');
  expect(await after(() => written.write({ 'policies/key.json': other }))).toContain(
    'could not create the key',
  );
});

test('outcomes that end otherwise are named with the reason', () => {
  const result = (holds: boolean, message?: string) => ({
    name: 'Kim reads',
    holds,
    outcomes: ['W01'],
    message,
  });
  const before = new Map([
    ['a.feature:1', result(true)],
    ['a.feature:9', result(false)],
    ['a.feature:12', result(true)],
  ]);
  const now = new Map([
    ['a.feature:1', result(false, 'expected: granted\nanswered: denied')],
    ['a.feature:9', result(true)],
    ['a.feature:12', result(true)],
    ['a.feature:20', result(true)],
  ]);
  expect(flippedExamples(before, now)).toEqual([
    '  W01: no longer holds: Kim reads (a.feature:1)',
    '    expected: granted',
    '    answered: denied',
    '  W01: holds again: Kim reads (a.feature:9)',
  ]);
});
