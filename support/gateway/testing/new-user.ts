import { CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { type AccessKey, type Clients, documentOf, type StatementText } from './lab-under-test.ts';

/** For tests: makes a user with one inline policy and gives its access key. */
export async function newUser(
  { iam }: Pick<Clients, 'iam'>,
  UserName: string,
  ...statements: readonly StatementText[]
): Promise<AccessKey> {
  await iam.send(new CreateUserCommand({ UserName }));
  const PolicyDocument = documentOf(...statements);
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'inline', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}
