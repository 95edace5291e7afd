import {
  CreateAliasCommand,
  CreateKeyCommand,
  EnableKeyCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { answerOf, type Clients, type LabUnderTest, labUnderTest } from '../../testing/lab-under-test.ts';

let under: LabUnderTest;
let owner: Clients;
beforeAll(async () => {
  under = await labUnderTest();
  owner = under.as(account);
});
afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

describe('an alias in place of a key', () => {
  test.each([CreateAliasCommand, UpdateAliasCommand])(
    'is refused as the target of another',
    async (Command) => {
      await owner.kms.send(new CreateKeyCommand({}));
      for (const TargetKeyId of ['alias/own', `arn:aws:kms:eu-west-1:${account}:alias/own`]) {
        const command = new Command({ AliasName: 'alias/other', TargetKeyId });
        expect(await answerOf(owner.kms.send(command))).toBe(
          '400 ValidationException: Aliases must refer to keys. Not aliases',
        );
      }
    },
  );

  test('is no key to operations that manage keys', async () => {
    const command = new EnableKeyCommand({ KeyId: 'alias/own' });
    expect(await answerOf(owner.kms.send(command))).toBe("400 NotFoundException: Invalid keyId 'alias/own'");
  });
});
