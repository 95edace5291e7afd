import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WrittenScenario } from '../../scenario/testing/written-scenario.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const written = new WrittenScenario();
const here = process.cwd();
beforeEach(() => process.chdir(written.root));
afterEach(() => process.chdir(here));

/** A key whose owner decides by its own policies, with a grant to a user of another account. */
function scenario(grant: string): string {
  return `title: A key
summary: A user of a partner has a grant.
region: eu-west-1
accounts: { data: "111111111111", partner: "222222222222" }
keys:
  shared: { account: data, policy: key.json${grant} }
users:
  ana: { account: partner }
`;
}

const ROOT = 'arn:aws:iam::111111111111:root';
const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: ROOT }, Action: 'kms:*', Resource: '*' }],
};

/** Writes a scenario in a folder, with the policy of its key. */
function write(folder: string, grant: string): void {
  written.write({
    [`${folder}/scenario.yaml`]: scenario(grant),
    [`${folder}/key.json`]: JSON.stringify(KEY_POLICY),
  });
}

const grantee = 'grantee: "arn:aws:iam::222222222222:user/ana", operations: [Decrypt]';

test.each([
  ['encryptionContextEquals: { app: billing }', 'kms:EncryptionContext:app is billing'],
  ['encryptionContextSubset: { app: billing }', 'kms:EncryptionContext:app is billing'],
  [
    'encryptionContextSubset: { app: billing, stage: prod }',
    'kms:EncryptionContext:app is billing and kms:EncryptionContext:stage is prod',
  ],
])('a new grant under %s widens access', async (constraint, when) => {
  write('before', '');
  write('after', `, grants: { reader: { ${grantee}, ${constraint} } }`);
  const { exitCode, stdout } = await keyholeHere('diff', 'before', 'after', '--json', '--fail-on', 'widened');
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    widened: [{ principals: ['the ana user'], access: 'decrypt', when }],
    narrowed: [],
    undecided: [],
  });
});

test('a grant that takes another encryption context than before is told both ways', async () => {
  const under = (app: string) =>
    `, grants: { reader: { ${grantee}, encryptionContextEquals: { app: ${app} } } }`;
  write('before', under('billing'));
  write('after', under('payroll'));
  const { stdout } = await keyholeHere('diff', 'before', 'after', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    widened: [{ when: 'kms:EncryptionContext:app is payroll' }],
    narrowed: [{ when: 'kms:EncryptionContext:app is billing' }],
  });
});

test('who can decrypt by such a grant is listed with its encryption context', async () => {
  write('after', `, grants: { reader: { ${grantee}, encryptionContextEquals: { app: billing } } }`);
  const { stdout } = await keyholeHere('who-can', 'kms:Decrypt', 'the shared key', '--scenario', 'after');
  expect(stdout).toContain('kms:EncryptionContext:app is billing');
});
