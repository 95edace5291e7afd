import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkedWords } from '../../access/decide-question.ts';
import { decisionInScenario, type Played } from '../../access/decision-in-scenario.ts';
import { startLab } from '../../gateway/serving/lab.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { playScenario } from '../lab/play-scenario.ts';
import { gapsIn, outFolder } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const SCENARIOS = [
  'write-only-bucket',
  'encryption-migration',
  'secure-file-exchange',
  'multi-account-access',
  'key-arn-gotcha',
];

const folder = mkdtempSync(join(tmpdir(), 'keyhole-profiles-'));
const before = { ...process.env };

/** The credentials of root users, in a profile for each account that the scenarios have. */
beforeAll(() => {
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  const ids = SCENARIOS.flatMap((name) => Object.values(loadScenario('scenarios', name).document.accounts));
  const profiles = [...new Set(ids)].map(
    (id) => `[root-${id}]\naws_access_key_id = ${id}\naws_secret_access_key = test\n`,
  );
  writeFileSync(join(folder, 'credentials'), profiles.join('\n'));
  writeFileSync(join(folder, 'config'), '');
});
afterAll(() => {
  for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  rmSync(folder, { recursive: true });
});

/** Every user and role by ARN, asked for every bucket and key: `arn action resource`, with the decision. */
async function cells(played: Played, keyNames: Readonly<Record<string, string>>, arns: readonly string[]) {
  const { buckets } = played.provisioned.scenario.document;
  const decided: Record<string, string> = {};
  const ask = async (principal: string, action: string, resource: string, shown: string) => {
    for (const via of [undefined, 's3'] as const) {
      if (via !== undefined && !action.startsWith('kms:')) continue;
      const question = { principal, action, resource, via, context: [], without: [] };
      const decision = await decisionInScenario(played, question, checkedWords(question)).then(
        ({ result }) => result,
        (error: unknown) => (error instanceof SpecError ? error.code : String(error)),
      );
      decided[`${principal} ${action} ${shown} ${via ?? ''}`] = decision;
    }
  };
  for (const arn of arns) {
    for (const { bucketName } of Object.values(buckets)) {
      for (const action of ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:GetObjectAcl'])
        await ask(arn, action, `${bucketName}/a.txt`, bucketName);
      for (const action of ['s3:PutBucketPolicy', 's3:DeleteBucket'])
        await ask(arn, action, bucketName, bucketName);
    }
    for (const [id, name] of Object.entries(keyNames))
      for (const action of ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:PutKeyPolicy'])
        await ask(arn, action, played.provisioned.value(`keys.${name}.arn`), id);
  }
  return decided;
}

describe('keyhole import aws', () => {
  test.each(SCENARIOS)(
    'of the lab of %s makes a scenario in which everything is decided alike',
    async (name) => {
      await using lab = await startLab();
      const played = await playScenario(loadScenario('scenarios', name), lab, {
        quotas: {},
        facts: (around) => around,
      });
      const { document } = played.provisioned.scenario;
      using written = outFolder();
      const accounts = Object.entries(document.accounts).flatMap(([own, id]) => [
        '--account',
        `${own}=root-${id}`,
      ]);
      const args = [
        ...accounts,
        '--endpoint',
        lab.endpoint,
        '--region',
        document.region,
        '--out',
        written.out,
      ];
      const { exitCode, stderr } = await keyholeHere('import', 'aws', ...args);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      await using second = await startLab();
      const imported = await playScenario(loadScenario(written.root, 'own'), second, {
        quotas: {},
        facts: (around) => around,
      });
      const keysOf = Object.keys(document.keys).map(
        (key) => [played.provisioned.value(`keys.${key}.id`), key] as const,
      );
      const importedKeys = Object.entries(imported.provisioned.scenario.document.keys).map(
        ([key, { keyId = '' }]) => [keyId, key] as const,
      );
      expect(importedKeys.map(([id]) => id).toSorted()).toEqual(keysOf.map(([id]) => id).toSorted());
      const arns = Object.entries(played.provisioned.values).flatMap(([key, arn]) =>
        /^(?:users|roles)\..*\.arn$/.test(key) ? [arn] : [],
      );
      const original = await cells(played, Object.fromEntries(keysOf), arns);
      const again = await cells(imported, Object.fromEntries(importedKeys), arns);
      // Control policies of an organization are not read, and the list says so.
      if (document.organization === undefined) expect(again).toEqual(original);
      expect(Object.keys(again).toSorted()).toEqual(Object.keys(original).toSorted());
      expect(gapsIn(written.out)).toContainEqual(
        expect.stringMatching(/control policies of an organization are not read/),
      );
    },
    60_000,
  );
});
