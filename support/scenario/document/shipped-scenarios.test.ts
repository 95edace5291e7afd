import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { outcomeRegister } from './outcome-register.ts';
import { outcomesFile, useOutcomesOf, useScenariosOf, useSettledPaths } from './scenario-folder.ts';
import { foundNames, scenarioHereOrShipped, shippedFolder } from './shipped-scenarios.ts';

const before = process.cwd();
let here: string;
beforeEach(() => {
  here = realpathSync(mkdtempSync(join(tmpdir(), 'keyhole-shipped-')));
  process.chdir(here);
});
afterEach(() => {
  process.chdir(before);
  rmSync(here, { recursive: true });
  useScenariosOf(undefined);
  useOutcomesOf(undefined);
  useSettledPaths({});
});

/** Copies a shipped scenario into the current folder, under a name. */
function copied(name: string, as = name, root = 'scenarios'): void {
  mkdirSync(root, { recursive: true });
  cpSync(join(shippedFolder, name), join(root, as), { recursive: true });
}

describe('a scenario is found by its name', () => {
  test('among those that ship with keyhole, with their outcomes and features, if the folder has none', () => {
    const { scenario, features, remark } = scenarioHereOrShipped('write-only-bucket');
    expect(scenario.folder).toBe(join(shippedFolder, 'write-only-bucket'));
    expect(remark).toMatch(/^the scenario write-only-bucket ships with keyhole: .*write-only-bucket$/);
    expect(features).toMatch(/features$/);
    expect(outcomeRegister().get('W01')).toMatchObject({ pattern: 'write-only-bucket' });
  });

  test('in the folder, beside which no shipped one counts', () => {
    copied('write-only-bucket');
    const { scenario, features, remark } = scenarioHereOrShipped('write-only-bucket');
    expect(scenario.folder).toBe(join(here, 'scenarios', 'write-only-bucket'));
    expect(remark).toBe(
      'the scenario write-only-bucket is scenarios/write-only-bucket, not the one that ships with keyhole',
    );
    expect(features).toBeUndefined();
    expect(outcomesFile()).toBe(join(here, 'scenarios', 'outcomes.yaml'));
  });

  test('in the folder without a remark, if no shipped one has its name', () => {
    copied('write-only-bucket', 'mine');
    expect(scenarioHereOrShipped('mine')).toMatchObject({ scenario: { name: 'mine' }, remark: undefined });
  });

  test('among the shipped ones, if the folder has others', () => {
    copied('write-only-bucket', 'mine');
    expect(foundNames()).toEqual(expect.arrayContaining(['mine', 'key-arn-gotcha']));
    expect(scenarioHereOrShipped('key-arn-gotcha').remark).toContain('ships with keyhole');
  });

  test('in the folder of the settings before the shipped ones', () => {
    copied('write-only-bucket', 'write-only-bucket', 'access');
    useSettledPaths({ scenarios: 'access' });
    expect(scenarioHereOrShipped('write-only-bucket').scenario.folder).toBe(
      join(here, 'access', 'write-only-bucket'),
    );
  });
});

describe('a scenario is not found', () => {
  test('if its name is misspelt: the nearest of all is named, and how to begin', () => {
    expect(() => scenarioHereOrShipped('write-onyl-bucket')).toThrow(
      /^there is no scenario "write-onyl-bucket"; did you mean "write-only-bucket"\? Known: .*; npx keyhole init writes one/,
    );
  });

  test('among the shipped ones, if an option names a folder', () => {
    copied('write-only-bucket', 'mine', 'others');
    useScenariosOf('others');
    expect(() => scenarioHereOrShipped('key-arn-gotcha')).toThrow(
      'there is no scenario "key-arn-gotcha"; known: mine',
    );
    expect(foundNames()).toEqual(['mine']);
  });
});
