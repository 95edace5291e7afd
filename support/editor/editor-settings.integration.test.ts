import {
  appendFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { dryRun } from '../specification/dry-run.ts';
import { openedInEditor } from './testing/cucumber-extension.ts';

const project = join(import.meta.dirname, '..', '..');
const folders: string[] = [];
const shapes = dryRun().flatMap(({ stepDefinition }) => stepDefinition?.pattern.source ?? []);

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A temporary folder with copies of the project's files: the keys are paths there, the values are paths here. */
function folderWith(copies: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-editor-'));
  folders.push(folder);
  for (const [to, from] of Object.entries(copies))
    cpSync(join(project, from), join(folder, to), { recursive: true });
  return folder;
}

/** A folder as this project has it. */
const clone = () =>
  folderWith({ '.vscode': '.vscode', editor: 'editor', features: 'features', steps: 'steps' });

/** A folder as keyhole init writes it, with the steps of the package and a feature of each kind. */
function ownFolder(): string {
  const features = { 'features/ours': 'features', 'features/theirs': 'template/features' };
  const installed = 'node_modules/keyhole';
  const folder = folderWith({
    '.vscode': 'template/.vscode',
    ...features,
    [`${installed}/editor`]: 'editor',
  });
  mkdirSync(join(folder, installed, 'dist/steps'), { recursive: true });
  for (const file of globSync(join(project, 'steps/*.ts'), { exclude: ['**/*.test.ts'] })) {
    const compiled = stripTypeScriptTypes(readFileSync(file, 'utf8'));
    writeFileSync(join(folder, installed, 'dist/steps', basename(file, '.ts').concat('.js')), compiled);
  }
  return folder;
}

describe('the Cucumber extension', () => {
  test.each([
    ['the settings of this project', clone],
    ['the settings that init writes', ownFolder],
  ])('with %s knows every step, and underlines none in any feature', async (_, made) => {
    const { errors, shapes: known, underlined } = await openedInEditor(made());
    expect(errors).toEqual([]);
    expect(known.toSorted()).toEqual(shapes.toSorted());
    expect(underlined).toEqual([]);
  });

  test('knows own steps of every kind of file, with the parameter types of keyhole', async () => {
    const folder = ownFolder();
    mkdirSync(join(folder, 'steps'));
    for (const kind of ['ts', 'mts', 'js', 'mjs'])
      writeFileSync(join(folder, `steps/own.${kind}`), `Then('{bucket} has a ${kind}', () => {});`);
    const steps = ['ts', 'mts', 'js', 'mjs'].map((kind) => `    Then the reports bucket has a ${kind}\n`);
    writeFileSync(join(folder, 'features/own.feature'), `Feature: A\n  Example: B\n${steps.join('')}`);
    expect((await openedInEditor(folder)).underlined).toEqual([]);
  });

  test('underlines a step that no definition has', async () => {
    const folder = clone();
    const feature = 'features/write-only-bucket/side-doors.feature';
    appendFileSync(join(folder, feature), '\n  Example: A\n    Given the moon is full\n');
    const { underlined } = await openedInEditor(folder);
    expect(underlined).toEqual([
      expect.stringMatching(/side-doors\.feature:\d+ Undefined step: the moon is full$/),
    ]);
  });
});
