import type { PolicyKind } from '../../../../authorization/grammar/policy-kind.ts';
import { parsedPolicy } from '../../../../authorization/parse-policy.ts';
import type { Layer } from '../../../../authorization/terms/decision.ts';
import type { Guard } from '../../../../authorization/terms/guard.ts';
import type { NamedPolicy } from '../../../../authorization/terms/policies-in-force.ts';
import type { Policy } from '../../../../authorization/terms/policy.ts';
import { PolicyError } from '../../../../authorization/terms/policy-error.ts';
import { invalidInput, noSuchEntity } from '../../../../aws/iam-errors.ts';
import type { Store } from '../../../../stores/store.ts';
import { findEntity } from '../entity-names.ts';
import { iamReader, readWhole } from '../iam-reader.ts';
import { groupPolicies, type IdentityPolicy, type IdentitySide, identitySide } from '../identity-policies.ts';
import type { EntityArn } from './entity-arn.ts';
import { simulatedCaller } from './simulated-caller.ts';

/** The policies that a list of documents brings, named by their place in it: `PolicyInputList.1`. */
export function policiesOfList(
  member: string,
  documents: readonly string[] = [],
  kind: PolicyKind & Layer = 'identity',
): readonly IdentityPolicy[] {
  return documents.map((document, index) => {
    const name = `${member}.${index + 1}`;
    return { name, sourceId: name, layer: kind, policy: policyOf(name, document, kind) };
  });
}

/** The resource-based policy of a simulation: of a key, of a role, or of any other resource. */
export function resourcePolicyOf(document: string, { kind, layer }: Guard): NamedPolicy {
  return { name: 'ResourcePolicy', layer, policy: policyOf('ResourcePolicy', document, GRAMMARS[kind]) };
}

/** The grammar of a resource's policy. That of a bucket policy takes all that other resources' policies take. */
const GRAMMARS: Readonly<Record<Guard['kind'], PolicyKind>> = {
  default: 'bucket',
  key: 'key',
  trust: 'trust',
};

/**
 * Reads a document of a simulation. Throws InvalidInput.
 * Undocumented: AWS does not state the text of this error.
 */
function policyOf(name: string, document: string, kind: PolicyKind): Policy {
  try {
    return parsedPolicy(document, kind);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw invalidInput(`The policy ${name} is not valid: ${error.message}`);
  }
}

/**
 * The policies of a user with those of its groups, of a group or of a role, and its permissions boundary. Throws
 * NoSuchEntity, ServiceUnavailable.
 */
export async function policiesOfEntity(store: Store, entity: EntityArn): Promise<IdentitySide> {
  const { arn, account, kind, name } = entity;
  const read = iamReader(store, account);
  if (kind === 'group') {
    const found = await findEntity(read, 'Group', name);
    if (found?.arn !== arn) throw noSuchEntity(`The group with name ${name} cannot be found.`);
    return { identity: await readWhole(`the policies of ${arn}`, () => groupPolicies(read, name)) };
  }
  const caller = await simulatedCaller(store, entity);
  const id = caller.type === 'User' ? caller.userId : caller.roleId;
  if (id === '') throw noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
  return identitySide(store, caller);
}
