import { awsManagedPolicies } from '../../aws/managed-policies/aws-managed-policies.ts';
import type { GapList } from '../world/gap-list.ts';
import type { Holder, ImportedWorld } from '../world/imported-world.ts';
import { UNKNOWN_POLICY, unknownIdentityPolicy } from '../world/stand-in-policies.ts';
import type { NamesOfWorld } from './names-of-world.ts';
import type { PolicyDocuments } from './policy-documents.ts';

/** A world that is being written as a scenario. */
export interface Writing {
  readonly world: ImportedWorld;
  readonly names: NamesOfWorld;
  readonly documents: PolicyDocuments;
  readonly gaps: GapList;
}

const IAM_NAMES = { users: 'userName', roles: 'roleName', groups: 'groupName' } as const;

/** The members of a user, role or group in scenario.yaml, besides those of its kind. */
export function holderMembers(
  holder: Holder,
  kind: keyof typeof IAM_NAMES,
  writing: Writing,
): Record<string, unknown> {
  const name = writing.names.of(kind, holder.origin);
  const { account, path, tags, boundary } = holder;
  return {
    account,
    ...(holder.name !== name && { [IAM_NAMES[kind]]: holder.name }),
    ...(path !== '/' && { path }),
    ...(kind !== 'groups' && { tags }),
    policies: inlinePolicies(holder, name, writing),
    managedPolicies: managedPolicies(holder, writing),
    ...(boundary !== undefined && { boundary: policyAt(boundary, holder, { writing, as: 'its boundary' }) }),
  };
}

function inlinePolicies({ inline, origin }: Holder, holder: string, { documents }: Writing): object {
  return Object.fromEntries(
    Object.entries(inline).map(([name, text]) => [
      memberName(name),
      documents.keep(`${holder}-${name}`, text, origin),
    ]),
  );
}

function managedPolicies(holder: Holder, writing: Writing): object {
  const entries = holder.managed.map((arn) => [
    awsManagedPolicies().has(arn) ? memberName(nameOf(arn)) : managedName(arn),
    policyAt(arn, holder, { writing, as: 'its managed policy' }),
  ]);
  return Object.fromEntries(entries);
}

/** The ARN of a policy of AWS, or the path of a document. One that no source describes denies everything, and is listed. */
function policyAt(
  arn: string,
  { origin }: Holder,
  { writing, as }: { readonly writing: Writing; readonly as: string },
): string {
  const { world, documents, gaps } = writing;
  if (awsManagedPolicies().has(arn)) return arn;
  const own = world.policies.find((policy) => policy.arn === arn);
  if (own !== undefined) return documents.keep(`${nameOf(arn)}-of-${own.account}`, own.text, own.origin);
  // The place where it is written is listed already.
  if (arn !== UNKNOWN_POLICY)
    gaps.add(
      origin,
      `${as} ${arn} is in none of the sources`,
      'everything that it could deny is denied here',
    );
  return documents.keep(`not-understood-${nameOf(arn)}`, unknownIdentityPolicy, origin);
}

/** The name of a managed policy with its path in IAM, which other policies may name. */
function managedName(arn: string): string {
  const [, own = nameOf(arn)] = /^arn:aws:iam::\d{12}:policy\/(.+)$/.exec(arn) ?? [];
  return /^(?:[\w+=,.@-]+\/)*[A-Za-z0-9][\w+=,.@-]*$/.test(own) ? own : memberName(nameOf(arn));
}

function nameOf(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}

/** A name that scenario.yaml takes. */
function memberName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9 _@.-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'policy';
}
