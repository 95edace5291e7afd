import { AwsError } from '../../../aws/aws-error.ts';
import { constraintError, validationError } from '../../../aws/iam-errors.ts';
import { isTokenSession } from '../../context/token-session.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { textMember } from '../../plan/text-member.ts';
import { requireUserName } from './callers-own-name.ts';
import { checkArnKinds } from './input-checks/arn-kinds.ts';
import { checkDocumentSize } from './input-checks/document-sizes.ts';
import { checkModel } from './input-checks/model-check.ts';
import { checkSimulation } from './input-checks/simulations.ts';
import { checkTags } from './input-checks/tags-given.ts';

/** Refuses an IAM request for its own form, before any permission is decided. Throws AwsError. */
export function checkIamInput(call: CallFacts<'iam'>): void {
  const { operation, input, facts } = call;
  refuseTokenSession(call);
  requireMfaDevices(call);
  checkModel('iam', operation, input);
  if (operation === 'UpdateAccessKey') checkKeyStatus(textMember(input, 'Status'));
  requireUserName(operation, input, facts.principal);
  checkArnKinds(input);
  if (operation === 'CreateOpenIDConnectProvider') checkProviderUrl(textMember(input, 'Url') ?? '');
  const tags: unknown = Reflect.get(input, 'Tags');
  if (Array.isArray(tags)) checkTags(tags);
  checkDocumentSize(operation, input);
  checkSimulation(operation, input);
}

/** Refuses changes of MFA devices in a store that does not tell their secrets. Throws NotImplemented. */
function requireMfaDevices({ operation, store }: CallFacts<'iam'>): void {
  if (!operation.includes('MFADevice') || operation.startsWith('List') || store.mfaDevice !== undefined)
    return;
  const message = `keyhole: the store does not tell the secrets of MFA devices, which ${operation} needs.`;
  throw new AwsError('NotImplemented', 501, message);
}

/**
 * Refuses to set an access key to another status than Active or Inactive. Throws ValidationError.
 *
 * Source: IAM API reference, UpdateAccessKey: Active or Inactive.
 * Undocumented: AWS does not say how it refuses `Expired`, which its API model has besides these two.
 */
function checkKeyStatus(status: string | undefined): void {
  if (status === 'Active' || status === 'Inactive') return;
  throw constraintError('status', status, 'Member must satisfy enum value set: [Active, Inactive]');
}

/**
 * Refuses the URL of a provider without `https://`, with a query or with a port. Throws ValidationError.
 *
 * Undocumented: AWS does not state the text of this error. Source: IAM API reference, CreateOpenIDConnectProvider, `Url`.
 */
function checkProviderUrl(url: string): void {
  if (!/^https:\/\/[A-Za-z0-9.-]+(?:\/[^?#\s]*)?$/.test(url))
    throw validationError('Invalid Open ID Connect Provider URL');
}

/**
 * Refuses a session of GetFederationToken, and one of GetSessionToken without MFA: IAM does not take them. Throws AwsError `InvalidClientTokenId`.
 *
 * Source: AWS STS API reference, GetSessionToken, section "Permissions".
 */
function refuseTokenSession({ facts }: CallFacts<'iam'>): void {
  const isWithoutMfa = isTokenSession(facts) && facts.authenticated.withMfa !== true;
  if (isWithoutMfa || facts.principal.type === 'FederatedUser')
    throw new AwsError('InvalidClientTokenId', 403, 'The security token included in the request is invalid');
}
