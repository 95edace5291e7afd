import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('index.ts imports every file of steps', () => {
  const files = globSync('*.ts', { cwd: import.meta.dirname }).filter(
    (file) => !/^index\.|\.test\./.test(file),
  );
  const text = readFileSync(new URL('index.ts', import.meta.url), 'utf8');
  const imported = [...text.matchAll(/^import '\.\/(.*)';$/gm)].map(([, file]) => file);
  expect(imported).toEqual(files.toSorted());
});
