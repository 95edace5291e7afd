import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyhole } from '../../commands/testing/run-keyhole.ts';
import { projectRoot } from '../../node/own-file.ts';
import type { RunRecord } from '../record/run-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-changed-'));
const own = (path: string) => join(projectRoot, path);

/** A step in words that keyhole does not know: the reports bucket gets another policy, which lets the intern in. */
const STEP = `import { Given } from '${own('steps/index.ts')}';
import { putBucketPolicy } from '${own('support/client/bucket-requests.ts')}';
Given('somebody left the door open', async function () {
  const { provisioned } = this;
  const policy = JSON.parse(provisioned.policy('policies/bucket.json'));
  const [first, ...rest] = policy.Statement;
  const open = { ...first, Sid: 'Open', Principal: { AWS: provisioned.value('roles.intern.arn') } };
  await putBucketPolicy(
    provisioned.root('data').s3, 'shared-reports', JSON.stringify({ ...policy, Statement: [...rest, open] }),
  );
});
Given('nothing of interest happens', () => {});
`;

const FEATURE = `Feature: Who reads by mistake?
  Background:
    Given the shared-reports scenario
  Example: The intern is let in, and the key still refuses
    Given nothing of interest happens
    And somebody left the door open
    When the intern role reads "report.csv"
    Then access is denied: no key policy allows kms:Decrypt
`;

let record: RunRecord;
let ran: string;
beforeAll(async () => {
  mkdirSync(join(folder, 'steps'));
  mkdirSync(join(folder, 'features/shared-reports'), { recursive: true });
  writeFileSync(join(folder, 'steps/own.mts'), STEP);
  writeFileSync(join(folder, 'features/shared-reports/mistake.feature'), FEATURE);
  const run = join(folder, 'run.json');
  const folders = ['--features', join(folder, 'features'), '--steps', join(folder, 'steps')];
  const { stdout, stderr } = await keyhole(
    'spec',
    '--run',
    run,
    ...folders,
    '--scenarios',
    'template/scenarios',
  );
  ran = stdout + stderr;
  record = JSON.parse(readFileSync(run, 'utf8'));
  await keyhole('docs', run, '--out', join(folder, 'site'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const changes = () =>
  record.features.flatMap(({ rules }) => rules.flatMap(({ examples }) => examples))[0]?.changes;

describe('a step in words of its author that changes a policy', () => {
  test('is recorded with the policy and its text, in the names of the scenario', () => {
    expect([ran, changes()]).toEqual([
      expect.anything(),
      [
        {
          step: 2,
          policy: 'the bucket policy of the reports bucket',
          text: expect.stringContaining('{{roles.intern.arn}}'),
        },
      ],
    ]);
  });

  test('shows the changed policy at its example, and at the statement that it takes out', () => {
    const site = join(folder, 'site');
    const example = readFileSync(join(site, 'shared-reports/mistake/index.html'), 'utf8');
    expect(example).toMatch(
      /the bucket policy of the reports bucket: now <a [^>]*><code>bucket\.json<\/code><\/a> without <a /,
    );
    expect(example).toContain('with 1 other statement');
    expect(example).toContain('{{roles.intern.arn}}');
    const document = readFileSync(
      join(site, 'shared-reports/documents/policies/bucket.json/index.html'),
      'utf8',
    );
    expect(document).toContain('taken out in');
  });
});
