import { DeleteUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AnswerParts } from './answer-parts.ts';

/** AssumeRole: tells whether it succeeds; the session itself is not used. */
export async function assumeRole(sts: STSClient, roleArn: string): Promise<AnswerParts> {
  await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'attempt' }));
  return {};
}

/** DeleteUser. */
export async function deleteUser(iam: IAMClient, userName: string): Promise<AnswerParts> {
  await iam.send(new DeleteUserCommand({ UserName: userName }));
  return {};
}
