import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const ROOT = new URL('../../../..', import.meta.url);

test('only this folder imports the oracle, whose license is not that of keyhole', () => {
  const importing = ['support', 'steps'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file}`)
      .filter((file) =>
        /from '@cloud-copilot\/(?!iam-data')/.test(readFileSync(new URL(file, ROOT), 'utf8')),
      ),
  );
  expect(importing).toEqual(['support/authorization/proof/oracle/oracle.ts']);
});
