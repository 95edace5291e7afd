import { tableIdentity } from './dynamodb-table-identity.ts';
import { groupIdentity, instanceProfileIdentity, roleIdentity, userIdentity } from './iam-identity.ts';
import type { IdentityRead, IdentityRow } from './identity-read.ts';
import { aliasIdentity } from './kms-alias-identity.ts';
import { secretIdentity } from './secret-identity.ts';

/**
 * The kinds of resources whose names can be given to a later resource, besides buckets. Managed policies are none of them:
 * decisions know nothing of a policy but its ARN, which holds its path.
 */
export type ResourceKind = 'table' | 'secret' | 'alias' | 'user' | 'role' | 'group' | 'instance-profile';

/** A resource by the name or ARN that a request uses. */
export interface NamedResource {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** The read that tells which resource a name stands for, by kind. */
const ROWS: { readonly [K in ResourceKind]: IdentityRow } = {
  table: tableIdentity,
  secret: secretIdentity,
  alias: aliasIdentity,
  user: userIdentity,
  role: roleIdentity,
  group: groupIdentity,
  'instance-profile': instanceProfileIdentity,
};

/** The read that tells which resource a name stands for now. */
export function readOfIdentity({ kind, name }: NamedResource): IdentityRead {
  return ROWS[kind].read(name);
}

/**
 * The text that distinguishes a resource from a later one of its name, in the answer to {@link readOfIdentity}. Throws TypeError
 * for an answer that does not tell.
 */
export function identityIn({ kind, name }: Pick<NamedResource, 'kind' | 'name'>, output: object): string {
  const identity = ROWS[kind].identity(output);
  if (identity === undefined)
    throw new TypeError(`the answer about the ${kind} ${name} does not tell which it is`);
  return identity;
}

/** The code of the error that says that a resource of a kind does not exist. */
export function absenceOf({ kind }: Pick<NamedResource, 'kind'>): string {
  return ROWS[kind].absence;
}
