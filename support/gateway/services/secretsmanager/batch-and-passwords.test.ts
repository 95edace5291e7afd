import { PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  BatchGetSecretValueCommand,
  type BatchGetSecretValueCommandInput,
  CreateSecretCommand,
  GetRandomPasswordCommand,
  type GetRandomPasswordCommandInput,
  PutResourcePolicyCommand,
  ValidateResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  allow,
  answerOf,
  type Clients,
  codeOf,
  deny,
  documentOf,
  newKey,
  to,
} from '../../testing/lab-under-test.ts';

const account = '111111111111';
const lab = labOfEachTest();
let root: Clients;

beforeEach(() => {
  root = lab.as(account);
});

describe('GetRandomPassword', () => {
  const password = async (input: GetRandomPasswordCommandInput = {}) =>
    (await root.secretsmanager.send(new GetRandomPasswordCommand(input))).RandomPassword ?? '';

  test('gives 32 characters, with each type among them', async () => {
    const found = await password();
    expect(found).toHaveLength(32);
    for (const type of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9 ]/]) expect(found).toMatch(type);
    expect(await password()).not.toBe(found);
  });

  test('keeps to what is excluded, and has each included type, at every length', async () => {
    const wanted = fc.record({
      PasswordLength: fc.integer({ min: 5, max: 100 }),
      ExcludeNumbers: fc.boolean(),
      ExcludePunctuation: fc.boolean(),
      IncludeSpace: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(wanted, async (input) => {
        const found = await password({ ...input, ExcludeCharacters: 'aA1' });
        expect(found).toHaveLength(input.PasswordLength);
        expect(found).not.toMatch(/[aA1]/);
        expect(/[0-9]/.test(found)).toBe(!input.ExcludeNumbers);
        expect(/[^a-zA-Z0-9 ]/.test(found)).toBe(!input.ExcludePunctuation);
        expect(found.includes(' ')).toBe(input.IncludeSpace);
      }),
      { numRuns: 20 },
    );
  });

  test.each<[string, GetRandomPasswordCommandInput, RegExp]>([
    ['a length below the number of types', { PasswordLength: 3 }, /^400 InvalidParameterException/],
    ['no characters at all', allExcluded(), /^400 InvalidParameterException/],
    ['a length of none', { PasswordLength: 0 }, /^400 ValidationException/],
  ])('%s is refused', async (_, input, answer) => {
    expect(await answerOf(password(input))).toMatch(answer);
  });

  test('It takes its permission', async () => {
    const { secretsmanager } = await lab.user(account, 'u', allow('secretsmanager:ListSecrets'));
    expect(await codeOf(secretsmanager.send(new GetRandomPasswordCommand({})))).toBe(
      '400 AccessDeniedException',
    );
  });
});

function allExcluded(): GetRandomPasswordCommandInput {
  return {
    ...{ ExcludeLowercase: true, ExcludeUppercase: true },
    ...{ ExcludeNumbers: true, ExcludePunctuation: true },
  };
}

describe('BatchGetSecretValue', () => {
  beforeEach(async () => {
    for (const Name of ['one', 'two', 'other'])
      await root.secretsmanager.send(new CreateSecretCommand({ Name, SecretString: `value of ${Name}` }));
  });

  const batch = (input: BatchGetSecretValueCommandInput, { secretsmanager }: Clients = root) =>
    secretsmanager.send(new BatchGetSecretValueCommand(input));

  test('gives values by their names, and says which are missing', async () => {
    const answer = await batch({ SecretIdList: ['one', 'missing', 'two'] });
    expect(answer.SecretValues).toMatchObject([
      { Name: 'one', SecretString: 'value of one', VersionStages: ['AWSCURRENT'] },
      { Name: 'two', SecretString: 'value of two' },
    ]);
    expect(answer.Errors).toEqual([
      {
        SecretId: 'missing',
        ErrorCode: 'ResourceNotFoundException',
        Message: "Secrets Manager can't find the specified secret.",
      },
    ]);
  });

  test('gives values by filters, in pages', async () => {
    const Filters = [{ Key: 'name' as const, Values: ['o'] }];
    const first = await batch({ Filters, MaxResults: 1 });
    expect(first.SecretValues).toMatchObject([{ Name: 'one' }]);
    const second = await batch({ Filters, NextToken: first.NextToken });
    expect(second.SecretValues).toMatchObject([{ Name: 'other' }]);
    expect(second.NextToken).toBeUndefined();
  });

  test('decides each secret for itself, and records the decisions', async () => {
    const own = `arn:aws:secretsmanager:eu-west-1:${account}:secret:one-*`;
    const may = [allow('secretsmanager:BatchGetSecretValue'), allow('secretsmanager:GetSecretValue', own)];
    const user = await lab.user(account, 'reader', ...may);
    const answer = await batch({ SecretIdList: ['one', 'two'] }, user);
    expect(answer.SecretValues).toMatchObject([{ Name: 'one' }]);
    expect(answer.Errors).toMatchObject([{ SecretId: 'two', ErrorCode: 'AccessDeniedException' }]);
    const record = lab.lab.decisionLog.records().find(({ operation }) => operation === 'BatchGetSecretValue');
    expect(record?.decisions.map(({ permission: { action }, result }) => `${action} ${result}`)).toEqual([
      'secretsmanager:BatchGetSecretValue Granted',
      'secretsmanager:GetSecretValue Granted',
      'kms:Decrypt Granted',
      'secretsmanager:GetSecretValue Denied',
    ]);
    const none = await lab.user(account, 'none', allow('secretsmanager:GetSecretValue'));
    expect(await codeOf(batch({ SecretIdList: ['one'] }, none))).toBe('400 AccessDeniedException');
  });

  test('asks KMS for each secret', async () => {
    const KmsKeyId = await newKey(root);
    await root.secretsmanager.send(new CreateSecretCommand({ Name: 'keyed', SecretString: 'a', KmsKeyId }));
    const Policy = documentOf(
      allow('kms:*', '*', to(`arn:aws:iam::${account}:root`)),
      deny('kms:Decrypt', '*', to(`arn:aws:iam::${account}:root`)),
    );
    await root.kms.send(new PutKeyPolicyCommand({ KeyId: KmsKeyId, Policy }));
    const answer = await batch({ SecretIdList: ['keyed', 'one'] });
    expect(answer.SecretValues).toMatchObject([{ Name: 'one' }]);
    expect(answer.Errors).toMatchObject([
      { SecretId: 'keyed', Message: expect.stringContaining('Access to KMS is not allowed') },
    ]);
  });

  test.each<[string, BatchGetSecretValueCommandInput]>([
    ['neither names nor filters', {}],
    ['both', { SecretIdList: ['one'], Filters: [{ Key: 'name', Values: ['o'] }] }],
    ['a page of names', { SecretIdList: ['one'], MaxResults: 1 }],
  ])('%s is refused', async (_, input) => {
    expect(await codeOf(batch(input))).toBe('400 InvalidParameterException');
  });
});

describe('ValidateResourcePolicy', () => {
  const validate = (ResourcePolicy: string, SecretId?: string) =>
    root.secretsmanager.send(new ValidateResourcePolicyCommand({ ResourcePolicy, SecretId }));
  const reading = (Principal: object | string) =>
    documentOf({ Effect: 'Allow', Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' });

  test('passes a policy for one account, and not one for all', async () => {
    expect(await validate(reading({ AWS: account }))).toMatchObject({
      PolicyValidationPassed: true,
      ValidationErrors: [],
    });
    expect(await validate(reading('*'))).toMatchObject({
      PolicyValidationPassed: false,
      ValidationErrors: [{ ErrorMessage: expect.stringContaining('broad access') }],
    });
  });

  test('attaches nothing, and refuses what cannot be attached', async () => {
    await root.secretsmanager.send(new CreateSecretCommand({ Name: 'one', SecretString: 'a' }));
    const put = new PutResourcePolicyCommand({ SecretId: 'one', ResourcePolicy: reading({ AWS: account }) });
    await root.secretsmanager.send(put);
    expect(await codeOf(validate('{}', 'one'))).toBe('400 MalformedPolicyDocumentException');
    expect(await codeOf(validate(reading('*'), 'one'))).toBe('granted');
    expect(await codeOf(validate(reading('*'), 'missing'))).toBe('400 ResourceNotFoundException');
  });
});
