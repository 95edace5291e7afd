import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { labOfEachTest } from '../testing/lab-of-each-test.ts';
import { allow, answerOf, newKey } from '../testing/lab-under-test.ts';

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
