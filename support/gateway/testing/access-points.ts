import {
  CreateAccessPointCommand,
  type CreateAccessPointCommandInput,
  PutAccessPointPolicyCommand,
} from '@aws-sdk/client-s3-control';
import { type Clients, documentOf, type StatementText } from './lab-under-test.ts';

type S3Control = Pick<Clients, 's3control'>;

/** For tests: creates an access point, and gives its alias. */
export async function newAccessPoint(
  { s3control }: S3Control,
  point: CreateAccessPointCommandInput,
): Promise<string> {
  const { Alias = '' } = await s3control.send(new CreateAccessPointCommand(point));
  return Alias;
}

/** For tests: gives an access point a policy of these statements, in place of the one it had. */
export async function setAccessPointPolicy(
  { s3control }: S3Control,
  { AccountId, Name }: Pick<CreateAccessPointCommandInput, 'AccountId' | 'Name'>,
  ...statements: readonly StatementText[]
): Promise<void> {
  const Policy = documentOf(...statements);
  await s3control.send(new PutAccessPointPolicyCommand({ AccountId, Name, Policy }));
}
