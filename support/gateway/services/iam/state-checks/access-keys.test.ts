import { expect, test } from '@jest/globals';
import { noSuchEntity } from '../../../../aws/iam-errors.ts';
import type { IamReader } from '../iam-reader.ts';
import { accessKeyChecks } from './access-keys.ts';

const AccessKeyId = 'AKIAIOSFODNN7EXAMPLE';

/** An IAM that finds any access key as ana's; the account may have a user of that name, with keys of its own. */
function readerOf(keysOfAna: readonly string[] | undefined): IamReader {
  const answers: Readonly<Record<string, () => object>> = {
    GetAccessKeyLastUsed: () => ({ UserName: 'ana' }),
    GetUser: () => {
      if (keysOfAna === undefined) throw noSuchEntity('The user with name ana cannot be found.');
      return { User: { UserName: 'ana' } };
    },
    ListAccessKeys: () => ({ AccessKeyMetadata: keysOfAna?.map((id) => ({ AccessKeyId: id })) }),
  };
  return (async (operation: string) => answers[operation]?.()) as unknown as IamReader;
}

const check = async (keysOfAna: readonly string[] | undefined) =>
  accessKeyChecks.GetAccessKeyLastUsed?.(readerOf(keysOfAna), { AccessKeyId });

test.each<[string, readonly string[] | undefined]>([
  ['in which no user has its name', undefined],
  ['whose user of that name has other keys', ['AKIAI44QH8DHBEXAMPLE']],
])('GetAccessKeyLastUsed tells nothing of an access key to an account %s', async (_, keysOfAna) => {
  const refusal = { code: 'NoSuchEntity', message: `The Access Key with id ${AccessKeyId} cannot be found.` };
  await expect(check(keysOfAna)).rejects.toMatchObject(refusal);
});

test('GetAccessKeyLastUsed tells an account of the access keys of its own users', async () => {
  await expect(check([AccessKeyId])).resolves.toBeUndefined();
});
