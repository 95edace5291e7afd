import { createHash } from 'node:crypto';
import type { ControlPolicy, ControlPolicyType, Organization } from './organization.ts';

/** The id of a control policy. One that has none gets the same id at each of its targets, made of name and document. */
export function idOfControlPolicy(type: ControlPolicyType, { id, name, document }: ControlPolicy): string {
  if (id !== undefined) return id;
  return `p-${createHash('sha256')
    .update(JSON.stringify([type, name, document]))
    .digest('hex')
    .slice(0, 12)}`;
}

/** The ARN of a control policy that an organization made. */
export function arnOfControlPolicy(
  { id, managementAccount }: Pick<Organization, 'id' | 'managementAccount'>,
  type: ControlPolicyType,
  policyId: string,
): string {
  return `arn:aws:organizations::${managementAccount}:policy/${id}/${type.toLowerCase()}/${policyId}`;
}
