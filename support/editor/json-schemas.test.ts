import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { jsonSchemas } from './json-schemas.ts';

const project = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, validateFormats: false });
const validators = new Map([...jsonSchemas()].map(([name, schema]) => [name, ajv.compile(schema)]));

/** The faults of a document, as an editor underlines them. */
function faultsOf(kind: string, text: string): readonly string[] {
  const validate = validators.get(`${kind}.schema.json`);
  if (validate === undefined) throw new TypeError(`no schema ${kind}`);
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const scenarios = globSync('{scenarios,template/scenarios}/*/scenario.yaml', { cwd: project }).toSorted();
const scenario = read('template/scenarios/shared-reports/scenario.yaml');

describe('the JSON schemas', () => {
  test.each(scenarios)('accept %s', (path) => {
    expect(faultsOf('scenario', read(path))).toEqual([]);
  });

  test('accept the register of outcomes', () => {
    expect(faultsOf('outcomes', read('scenarios/outcomes.yaml'))).toEqual([]);
  });

  test('accept settings', () => {
    expect(faultsOf('keyhole', 'features: access\nbackend: localstack\n')).toEqual([]);
  });

  test.each([
    [
      'an unknown member',
      'scenario',
      scenario.replace('region:', 'regoin:'),
      / must NOT have additional properties/,
    ],
    [
      'an account id that YAML reads as a number',
      'scenario',
      scenario.replace('"111111111111"', '111111111111'),
      /\/accounts\/data must be string/,
    ],
    [
      'a key without a policy',
      'scenario',
      scenario.replace('    policy: policies/key.json\n', ''),
      /\/keys\/reports must have required property 'policy'/,
    ],
    [
      'an unknown confidence',
      'outcomes',
      'outcomes: [{ id: A1, pattern: p, statement: s, confidence: full }]',
      /\/outcomes\/0\/confidence must be equal to one of/,
    ],
    ['an unknown setting', 'keyhole', 'featurs: access\n', /must NOT have additional properties/],
  ])('refuse %s', (_, kind, text, fault) => {
    expect(faultsOf(kind, text)).toContainEqual(expect.stringMatching(fault));
  });

  test.each([
    ['template', '.vscode/settings.json', 'node_modules/keyhole/'],
    ['.', '.vscode/settings.json', ''],
  ])('are what the settings of %s give editors for YAML', (folder, file, installed) => {
    const { 'yaml.schemas': given } = JSON.parse(read(join(folder, file)));
    expect(Object.keys(given)).toEqual(
      // The record of a run is no YAML, and no person writes it.
      [...jsonSchemas().keys()]
        .filter((name) => name !== 'run.schema.json')
        .map((name) => `./${installed}schemas/${name}`),
    );
  });

  test('are named in the scenario that init writes, for editors without settings', () => {
    const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(scenario) ?? [];
    const named = join(dirname('scenarios/shared-reports/scenario.yaml'), path);
    expect(named).toBe('node_modules/keyhole/schemas/scenario.schema.json');
  });
});
