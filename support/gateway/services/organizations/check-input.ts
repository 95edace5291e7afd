import { AwsError } from '../../../aws/aws-error.ts';
import { violationsMessage, violationsOf } from '../../../aws/model/violations.ts';
import { organizationsError } from '../../../aws/organizations-error.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { textMember } from '../../plan/text-member.ts';

/** The types of policies that keyhole decides by. */
const CONTROL_POLICIES: ReadonlySet<string | undefined> = new Set([
  undefined,
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
]);

/**
 * Refuses a request to AWS Organizations for its own form. Throws InvalidInputException, and NotImplemented for policies of
 * other types, such as tag policies, and for invitations of another kind than an account's id.
 */
export function checkOrganizationsInput({ operation, input }: CallFacts<'organizations'>): void {
  const violations = violationsOf('organizations', operation, input);
  if (violations.length > 0)
    throw organizationsError('InvalidInputException', 'INVALID_PATTERN', violationsMessage(violations));
  const members = operation === 'CreatePolicy' ? ['Type'] : ['PolicyType', 'Filter'];
  for (const member of members) {
    const type = textMember(input, member);
    if (!CONTROL_POLICIES.has(type)) throw notServed(`${operation} for ${type}`);
  }
  if (operation === 'CreateOrganization' && textMember(input, 'FeatureSet') === 'CONSOLIDATED_BILLING')
    throw notServed('CreateOrganization for consolidated billing alone');
  const target: unknown = Reflect.get(input, 'Target');
  if (typeof target !== 'object' || target === null) return;
  if (textMember(target, 'Type') !== 'ACCOUNT')
    throw notServed(`${operation} by e-mail address or organization`);
  if (!/^\d{12}$/.test(textMember(target, 'Id') ?? ''))
    throw organizationsError('InvalidInputException', 'INVALID_PARTY_TYPE_TARGET');
}

function notServed(what: string): AwsError {
  return new AwsError('NotImplemented', 501, `keyhole does not implement ${what}.`);
}
