import { describe, expect, test } from '@jest/globals';
import { settingsHere } from './settings.ts';
import { type Files, inFolder } from './testing/in-folder.ts';

describe('the settings of a folder', () => {
  test.each<[string, Files, object]>([
    ['are none without a file', {}, {}],
    ['are none in a package.json without the member', { 'package.json': '{"name": "keyhole"}' }, {}],
    ['are those of keyhole.yaml', { 'keyhole.yaml': 'features: access\n' }, { features: 'access' }],
    [
      'are those of package.json, also with tabs',
      { 'package.json': '{\n\t"keyhole": {\n\t\t"steps": "own",\n\t\t"backend": "localstack"\n\t}\n}\n' },
      { steps: 'own', backend: 'localstack' },
    ],
  ])('%s', async (_, files, settings) => {
    using _folder = inFolder(files);
    expect(await settingsHere()).toEqual(settings);
  });

  const manifest = (keyhole: object) => JSON.stringify({ name: 'mine', keyhole }, undefined, 2);

  test.each<[string, Files, string]>([
    [
      'in two places',
      { 'keyhole.yaml': 'features: a\n', 'package.json': manifest({}) },
      'keyhole.yaml and the member "keyhole" of package.json both have settings: move them to one of the two',
    ],
    [
      'with an unknown member',
      { 'keyhole.yaml': 'steps: own\nfeaturs: access\n' },
      'keyhole.yaml:2:1: featurs: there is no such member; did you mean "features"? Known: ',
    ],
    [
      'with an unknown member in package.json',
      { 'package.json': manifest({ scenario: 'access' }) },
      'package.json:4:5: keyhole.scenario: there is no such member; did you mean "scenarios"? Known: ',
    ],
    [
      'with a wrong value',
      { 'keyhole.yaml': 'backend: localstak\n' },
      'keyhole.yaml:1:10: backend: Invalid option',
    ],
    ['with an empty path', { 'keyhole.yaml': 'features: ""\n' }, 'features: must be a path'],
    [
      'that are no members',
      { 'package.json': '{"keyhole": "features"}' },
      'package.json:1:13: keyhole: must be of the kind object',
    ],
    ['that are empty', { 'keyhole.yaml': '' }, 'keyhole.yaml:1:1: document: is empty'],
    ['that are not YAML', { 'keyhole.yaml': '\tfeatures: a\n' }, 'keyhole.yaml:1:1: this is not YAML'],
    ['in a package.json that is not JSON', { 'package.json': '{"keyhole": }' }, 'package.json is not JSON: '],
  ])('%s are refused', async (_, files, message) => {
    using _folder = inFolder(files);
    await expect(settingsHere()).rejects.toThrow(message);
  });
});
