import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { inTemporaryFolder } from '../../testing/in-folder.ts';
import { keyholeHere } from '../../testing/run-keyhole.ts';
import { copyOwnSpecification, watchedLab } from './testing/watched-lab.ts';

inTemporaryFolder();

const folder = 'scenarios/shared-reports';
const bucketPolicy = `${folder}/policies/bucket.json`;
const save = (file: string, change: (text: string) => string) => () =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

test('keyhole lab --watch takes saved files, and names the examples that end otherwise', async () => {
  copyOwnSpecification();
  const lab = await watchedLab();
  const expected = (verdict: 'allowed' | 'denied') => {
    const question = [
      '--principal',
      'the analyst role',
      '--action',
      's3:GetObject',
      '--resource',
      'shared-reports/a',
    ];
    return keyholeHere('decide', '--endpoint', lab.endpoint, ...question, '--expect', verdict);
  };
  expect(await expected('allowed')).toMatchObject({ exitCode: 0 });

  const told = await lab.after(
    save(bucketPolicy, (text) => text.replace('analyst', 'intern')),
    'The intern cannot',
  );
  expect(told).toContain(
    'saved: policies/bucket.json\n  the policies hold now; objects, keys and sessions stay\n',
  );
  expect(told).toContain('  no longer holds: The analyst reads a report (features/reports.feature:');
  expect(await expected('denied')).toMatchObject({ exitCode: 0 });

  const again = await lab.after(
    save(bucketPolicy, (text) => text.replace('intern', 'analyst')),
    'The intern cannot',
  );
  expect(again).toContain('  holds again: The analyst reads a report (features/reports.feature:');

  const broken = await lab.after(
    save(bucketPolicy, (text) => text.slice(1)),
    'as it was before',
  );
  expect(broken).toMatch(/policies\/bucket\.json:\d+:\d+/);
  expect(await expected('allowed')).toMatchObject({ exitCode: 0 });
  await lab.after(
    save(bucketPolicy, (text) => `{${text}`),
    'the scenario is again as the lab has it',
  );

  const anew = await lab.after(
    save(`${folder}/scenario.yaml`, (text) => text.replace('Shared reports', 'Reports')),
    'provisioned anew',
  );
  expect(anew).toContain('saved: scenario.yaml\n');
  expect(await expected('allowed')).toMatchObject({ exitCode: 0 });
  expect(await lab.end()).toBe(0);
});
