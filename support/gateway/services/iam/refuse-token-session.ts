import { AwsError } from '../../../aws/aws-error.ts';
import { isTokenSession } from '../../context/token-session.ts';
import type { CallFacts } from '../../plan/call-facts.ts';

/**
 * Refuses a session that GetSessionToken gave without MFA: IAM does not take it. Throws AwsError `InvalidClientTokenId`.
 *
 * Source: AWS STS API reference, GetSessionToken, section "Permissions".
 */
export function refuseTokenSession({ facts }: CallFacts<'iam'>): void {
  if (isTokenSession(facts))
    throw new AwsError('InvalidClientTokenId', 403, 'The security token included in the request is invalid');
}
