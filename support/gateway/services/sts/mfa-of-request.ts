import { AwsError } from '../../../aws/aws-error.ts';
import { isOneTimePassword } from '../../../aws/one-time-password.ts';
import type { Principal } from '../../../aws/principal.ts';
import type { MfaDeviceOf, Store } from '../../../stores/store.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { textMember } from '../../plan/text-member.ts';

/** True if a request for a session was made with a code of the caller's device. Throws AwsError `AccessDenied` for a wrong one. */
export async function hasMfa({ operation, input, store, facts }: CallFacts<'sts'>): Promise<boolean> {
  if (operation !== 'AssumeRole' && operation !== 'GetSessionToken') return false;
  const serial = textMember(input, 'SerialNumber');
  const code = textMember(input, 'TokenCode');
  if (serial === undefined && code === undefined) return false;
  if (serial === undefined || code === undefined)
    throw failed(', must provide both MFA serial number and one time pass code.');
  const device = await deviceIn(store, serial);
  if (device === undefined || device.userId !== userIdOf(facts.principal))
    throw failed(
      ', unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    );
  if (!isOneTimePassword(device.secret, code, facts.time))
    throw failed(' with invalid MFA one time pass code.');
  return true;
}

/** Throws AwsError `NotImplemented` for a store that does not tell the secrets of devices. */
async function deviceIn(store: Store, serial: string): Promise<MfaDeviceOf | undefined> {
  if (store.mfaDevice !== undefined) return store.mfaDevice(serial);
  const message =
    'keyhole: the store does not tell the secret of an MFA device, so that no code can be checked.';
  throw new AwsError('NotImplemented', 501, message);
}

/** Only users have devices. */
function userIdOf(principal: Principal): string | undefined {
  return principal.type === 'User' ? principal.userId : undefined;
}

/**
 * Differs: AWS takes each code once. Here a code is taken as often as it is shown, so that tests need not wait.
 * Source: AWS STS API reference, AssumeRole, `TokenCode`.
 */
function failed(how: string): AwsError {
  return new AwsError('AccessDenied', 403, `MultiFactorAuthentication failed${how}`);
}
