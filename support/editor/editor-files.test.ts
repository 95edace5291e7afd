import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { dryRun } from '../specification/dry-run.ts';
import { editorFiles } from './editor-files.ts';

const project = join(import.meta.dirname, '..', '..');
const files = editorFiles(dryRun());

describe('the files that editors read', () => {
  test.each([...files.keys()])('%s is as npm run editor writes it', (path) => {
    expect(readFileSync(join(project, path), 'utf8')).toBe(files.get(path));
  });

  test('are all that their folders have', () => {
    const present = ['editor', 'schemas'].flatMap((folder) =>
      readdirSync(join(project, folder)).map((name) => `${folder}/${name}`),
    );
    expect(present.toSorted()).toEqual([...files.keys()].toSorted());
  });
});
