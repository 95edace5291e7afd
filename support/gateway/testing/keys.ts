import { CreateAliasCommand, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { type Clients, documentOf, type StatementText } from './lab-under-test.ts';

type Kms = Pick<Clients, 'kms'>;

/** For tests: gives a key an alias. The name begins with `alias/`. */
export async function newAlias({ kms }: Kms, AliasName: string, TargetKeyId: string): Promise<void> {
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId }));
}

/** For tests: gives a key a policy of these statements, in place of the one it had. */
export async function setKeyPolicy(
  { kms }: Kms,
  KeyId: string,
  ...statements: readonly StatementText[]
): Promise<void> {
  await kms.send(new PutKeyPolicyCommand({ KeyId, Policy: documentOf(...statements) }));
}
