import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  RotateSecretCommand,
  type RotateSecretCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients } from '../../testing/lab-under-test.ts';
import { SecretsUnderTest } from './testing/secrets-at-the-gateway.ts';

const SecretId = 'db';
const ClientRequestToken = 'a'.repeat(32);
const NO_FUNCTION =
  '400 InvalidRequestException: No Lambda rotation function ARN is associated with this secret.';

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await root.secretsmanager.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'x' }));
});

afterEach(() => {
  jest.restoreAllMocks();
});

const rotate = (by: Clients, input: Partial<RotateSecretCommandInput> = {}) =>
  answerOf(by.secretsmanager.send(new RotateSecretCommand({ SecretId, ClientRequestToken, ...input })));

describe('RotateSecret', () => {
  test('refuses a secret without a function, and changes nothing', async () => {
    expect(await rotate(root, { RotationRules: { AutomaticallyAfterDays: 1 } })).toBe(NO_FUNCTION);
    const shown = await root.secretsmanager.send(new DescribeSecretCommand({ SecretId }));
    expect(shown).not.toHaveProperty('RotationEnabled');
    expect(shown).not.toHaveProperty('RotationRules');
  });

  test('takes secretsmanager:RotateSecret', async () => {
    const other = await lab.user(account, 'other', allow('secretsmanager:GetSecretValue'));
    expect(await rotate(other)).toMatch(/^400 AccessDeniedException: .*secretsmanager:RotateSecret/);
    const rotator = await lab.user(account, 'rotator', allow('secretsmanager:RotateSecret'));
    expect(await rotate(rotator)).toBe(NO_FUNCTION);
  });

  test('refuses a secret that does not exist or is marked for deletion', async () => {
    expect(await rotate(root, { SecretId: 'none' })).toMatch('ResourceNotFoundException');
    await root.secretsmanager.send(new DeleteSecretCommand({ SecretId }));
    expect(await rotate(root)).toMatch(/InvalidRequestException: .*marked for deletion/);
  });

  test('with a function is refused by its name', async () => {
    const RotationLambdaARN = `arn:aws:lambda:eu-west-1:${account}:function:rotate`;
    expect(await rotate(root, { RotationLambdaARN })).toBe(
      '501 NotImplemented: keyhole does not implement RotationLambdaARN of secretsmanager:RotateSecret.',
    );
  });

  test.each([
    { RotationEnabled: true },
    { RotationLambdaARN: 'arn:aws:lambda:eu-west-1:111111111111:function:f' },
  ])('is refused by name if the store holds a secret with %j', async (rotation) => {
    const original = EmbeddedStore.prototype.read as (this: EmbeddedStore, lookup: never) => Promise<object>;
    jest.spyOn(EmbeddedStore.prototype, 'read').mockImplementation(async function (
      this: EmbeddedStore,
      lookup: { readonly operation: string },
    ) {
      const read = await original.call(this, lookup as never);
      return lookup.operation === 'DescribeSecret' ? { ...read, ...rotation } : read;
    } as never);
    expect(await rotate(root)).toBe(
      '501 NotImplemented: keyhole does not implement RotateSecret of a secret whose rotation is configured.',
    );
  });

  test('needs an id for the new version, under the code of recorded answers', async () => {
    const asked = new SecretsUnderTest().call('RotateSecret', { SecretId: 'none' });
    await expect(asked).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: 'You must provide a ClientRequestToken value. We recommend a UUID-type value.',
    });
  });
});
