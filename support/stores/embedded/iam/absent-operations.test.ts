import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { IdentityState } from './testing/iam-under-test.ts';

const perUser = [
  ['ListMFADevices', 'MFADevices'],
  ['ListSSHPublicKeys', 'SSHPublicKeys'],
  ['ListSigningCertificates', 'Certificates'],
  ['ListServiceSpecificCredentials', 'ServiceSpecificCredentials'],
] as const;

describe('what no account has here', () => {
  test.each(perUser)('%s lists nothing for a user, and knows who is none', async (operation, member) => {
    const identities = new IdentityState();
    await identities.iam('CreateUser', { UserName: 'ada' });
    expect(await identities.iam(operation, { UserName: 'ada' })).toEqual({
      [member]: [],
      IsTruncated: false,
    });
    await expect(identities.iam(operation, { UserName: 'bob' })).rejects.toMatchObject({
      code: 'NoSuchEntity',
      status: 404,
      message: 'The user with name bob cannot be found.',
    });
  });

  test.each(['GetLoginProfile', 'DeleteLoginProfile'] as const)('%s finds no password', async (operation) => {
    const identities = new IdentityState();
    await identities.iam('CreateUser', { UserName: 'ada' });
    await expect(identities.iam(operation, { UserName: 'ada' })).rejects.toMatchObject({
      code: 'NoSuchEntity',
      status: 404,
      message: 'Login Profile for User ada cannot be found.',
    });
  });

  test('an account has no password policy', async () => {
    await expect(new IdentityState().iam('GetAccountPasswordPolicy', {})).rejects.toMatchObject({
      code: 'NoSuchEntity',
      message: `The Password Policy with domain name ${account} cannot be found.`,
    });
  });

  test.each([
    ['ListVirtualMFADevices', 'VirtualMFADevices'],
    ['ListServerCertificates', 'ServerCertificateMetadataList'],
    ['ListSAMLProviders', 'SAMLProviderList'],
  ] as const)('%s lists nothing', async (operation, member) => {
    expect(await new IdentityState().iam(operation, {})).toHaveProperty(member, []);
  });
});
