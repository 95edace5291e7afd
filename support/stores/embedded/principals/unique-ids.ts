import { renamePrincipals } from '../../principals-in-text.ts';
import { roleWithArn, userWithArn } from '../iam/iam-lookup.ts';
import type { IamState } from '../iam/iam-state.ts';

/**
 * The unique id that AWS keeps for a user or role that a resource policy or grant names. A later namesake has
 * another id. Undefined for other principals, whose names stay as they are.
 *
 * Source: IAM user guide, "AWS JSON policy elements: Principal", and "IAM identifiers", unique identifiers.
 */
export function uniqueIdOf(iam: IamState, name: string): string | undefined {
  return (roleWithArn(iam, name) ?? userWithArn(iam, name))?.id;
}

/**
 * Shows a unique id as the current ARN of its user or role, which may be renamed; undefined once it is
 * deleted.
 */
export function arnsByUniqueId(iam: IamState): (id: string) => string | undefined {
  let arns: Map<string, string> | undefined;
  return (id) => {
    if (!UNIQUE_ID.test(id)) return undefined;
    arns ??= new Map(entitiesOf(iam));
    return arns.get(id);
  };
}

const UNIQUE_ID = /^A(?:IDA|ROA)[A-Z0-9]+$/;

function* entitiesOf({ accounts }: IamState): Generator<[string, string]> {
  for (const { users, roles } of accounts.values()) {
    for (const { id, arn } of users.values()) yield [id, arn];
    for (const { id, arn } of roles.values()) yield [id, arn];
  }
}

/** A policy document as it is kept: with the unique ids of the users and roles it names. */
export function keptDocument(iam: IamState, document: string): string {
  return renamePrincipals(document, (name) => uniqueIdOf(iam, name));
}

/** A policy document as it is shown: with the ARNs of those that still exist. */
export function shownDocument(iam: IamState, document: string): string {
  return renamePrincipals(document, arnsByUniqueId(iam));
}
