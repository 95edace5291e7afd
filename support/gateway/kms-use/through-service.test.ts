import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { labOfEachTest } from '../testing/lab-of-each-test.ts';
import { allow, answerOf, codeOf, deny, newKey, type StatementText } from '../testing/lab-under-test.ts';

const lab = labOfEachTest();

test.each(['aws:UserAgent', 'aws:Referer', 'aws:SourceIp'])(
  'what a service asks KMS for a caller is not decided by %s of the caller',
  async (key) => {
    const root = lab.as(account);
    const KmsKeyId = await newKey(root);
    await root.secretsmanager.send(new CreateSecretCommand({ Name: 'db', SecretString: 'x', KmsKeyId }));
    const Condition = { StringLikeIfExists: { [key]: '*' } };
    const user = await lab.user(
      account,
      'user',
      allow('secretsmanager:*'),
      allow('kms:*', '*', { Condition }),
    );
    const read = user.secretsmanager.send(new GetSecretValueCommand({ SecretId: 'db' }));
    expect(await answerOf(read)).toContain('501 NotImplemented');
  },
);

describe('a policy on addresses', () => {
  const office = '203.0.113.0/24';
  let count = 0;
  const read = async (...statements: readonly StatementText[]) => {
    const root = lab.as(account);
    const KmsKeyId = await newKey(root);
    const name = `db-${++count}`;
    await root.secretsmanager.send(new CreateSecretCommand({ Name: name, SecretString: 'x', KmsKeyId }));
    const user = await lab.user(account, name, allow('secretsmanager:*'), ...statements);
    return codeOf(user.secretsmanager.send(new GetSecretValueCommand({ SecretId: name })));
  };
  const outside = { NotIpAddress: { 'aws:SourceIp': office } };

  test('denies what a service asks KMS for a caller, whose address KMS does not see', async () => {
    expect(await read(allow('kms:*'), deny('kms:*', '*', { Condition: outside }))).toContain('AccessDenied');
    const inside = { IpAddress: { 'aws:SourceIp': ['127.0.0.0/8', office] } };
    expect(await read(allow('kms:*', '*', { Condition: inside }))).toContain('AccessDenied');
  });

  test('spares it with aws:ViaAWSService, as AWS advises', async () => {
    const Condition = { ...outside, Bool: { 'aws:ViaAWSService': 'false' } };
    expect(await read(allow('kms:*'), deny('kms:*', '*', { Condition }))).toBe('granted');
  });

  test.each([
    ['a range of all addresses', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['whether there is an address', { Null: { 'aws:SourceIp': 'true' } }],
    ['an address, if there is one', { IpAddressIfExists: { 'aws:SourceIp': office } }],
  ])('is not decided by %s', async (_, Condition) => {
    expect(await read(allow('kms:*', '*', { Condition }))).toContain('501');
  });
});
