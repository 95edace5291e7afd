import { DeleteUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AnswerParts, VirtualDevice } from './answer-parts.ts';
import { codeOf } from './mfa-requests.ts';

/** AssumeRole, with the code of an MFA device if one is given. The session itself is not used. */
export async function assumeRole(
  sts: STSClient,
  roleArn: string,
  device?: VirtualDevice,
): Promise<AnswerParts> {
  const code = device && codeOf(device);
  await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'attempt', ...code }));
  return {};
}

/** DeleteUser. */
export async function deleteUser(iam: IAMClient, userName: string): Promise<AnswerParts> {
  await iam.send(new DeleteUserCommand({ UserName: userName }));
  return {};
}
