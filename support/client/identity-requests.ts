import { DeleteUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AnswerParts, VirtualDevice } from './answer-parts.ts';
import { codeOf } from './mfa-requests.ts';

/** The session that AssumeRole asks for: its length, and the MFA device whose code it gives. */
export interface AskedSession {
  readonly device?: VirtualDevice | undefined;
  readonly seconds?: number | undefined;
}

/** AssumeRole. The session itself is not used. */
export async function assumeRole(
  sts: STSClient,
  roleArn: string,
  { device, seconds }: AskedSession = {},
): Promise<AnswerParts> {
  const code = device && codeOf(device);
  const asked = { RoleArn: roleArn, RoleSessionName: 'attempt', DurationSeconds: seconds };
  await sts.send(new AssumeRoleCommand({ ...asked, ...code }));
  return {};
}

/** DeleteUser. */
export async function deleteUser(iam: IAMClient, userName: string): Promise<AnswerParts> {
  await iam.send(new DeleteUserCommand({ UserName: userName }));
  return {};
}
