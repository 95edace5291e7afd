import type { Operation } from '../../../aws/operations.ts';
import { organizationsError } from '../../../aws/organizations-error.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { organizationOfCaller } from './organization-of-caller.ts';

/** Operations that an account in no organization may call. */
const OF_STRANGERS: ReadonlySet<Operation> = new Set<Operation<'organizations'>>([
  'AcceptHandshake',
  'CreateOrganization',
  'DeclineHandshake',
  'DescribeHandshake',
  'ListHandshakesForAccount',
]);

/** Operations that every member may call. */
const OF_MEMBERS: ReadonlySet<Operation> = new Set<Operation<'organizations'>>([
  ...['DescribeOrganization' as const, 'LeaveOrganization' as const],
]);

/**
 * Refuses a call from an account that may not make it: most operations are for the management account. Throws
 * AWSOrganizationsNotInUseException, AccessDeniedException.
 *
 * Differs: there are no delegated administrators, and RegisterDelegatedAdministrator is refused by name.
 * Source: AWS Organizations API reference.
 */
export async function checkOrganizationsState(call: CallFacts<'organizations'>): Promise<void> {
  const { operation, account } = call;
  if (OF_STRANGERS.has(operation)) return;
  const organization = organizationOfCaller(call);
  if (organization === undefined) throw organizationsError('AWSOrganizationsNotInUseException');
  if (OF_MEMBERS.has(operation) || account === organization.managementAccount) return;
  throw organizationsError('AccessDeniedException');
}
