import { requestsOf, type State, type Subject, subjectsOf } from '../request.ts';

const ask = requestsOf('iam');
const UserName = '{user}';
const SerialNumber = 'arn:aws:iam::{account}:mfa/absent-{c}';
const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };

/** A user without a device: LocalStack does not tell the secret of one, so that keyhole creates none there. */
const user: State = { steps: [ask('CreateUser', { UserName })], reads: [] };
const of = subjectsOf('iam', user);

/** For tests: how IAM is asked about MFA devices. */
export const iamMfaDevices: readonly Subject[] = [
  of('CreateVirtualMFADevice', { VirtualMFADeviceName: 'device-{c}' }),
  of('EnableMFADevice', { UserName, SerialNumber, ...codes }),
  of('ResyncMFADevice', { UserName, SerialNumber, ...codes }),
  of('DeactivateMFADevice', { UserName, SerialNumber }),
  of('DeleteVirtualMFADevice', { SerialNumber }),
  of('GetMFADevice', { UserName, SerialNumber }),
  of('ListMFADeviceTags', { SerialNumber }),
  of('TagMFADevice', { SerialNumber, Tags: [{ Key: 'c', Value: 'd' }] }),
  of('UntagMFADevice', { SerialNumber, TagKeys: ['a'] }),
];
