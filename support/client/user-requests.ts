import { DeleteUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import type { Answer } from './answer.ts';

/** DeleteUser. */
export async function deleteUser(iam: IAMClient, userName: string): Promise<Answer> {
  await iam.send(new DeleteUserCommand({ UserName: userName }));
  return {};
}
