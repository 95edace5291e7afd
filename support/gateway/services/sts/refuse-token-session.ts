import { AwsError } from '../../../aws/aws-error.ts';
import { isTokenSession } from '../../context/token-session.ts';
import type { CallFacts } from '../../plan/call-facts.ts';

/**
 * Refuses a session that GetSessionToken gave: STS takes it for two operations only. Throws AwsError `AccessDenied`.
 *
 * Source: AWS STS API reference, GetSessionToken, section "Permissions".
 */
export function refuseTokenSession({ operation, facts }: CallFacts<'sts'>): void {
  if (isTokenSession(facts) && operation !== 'AssumeRole' && operation !== 'GetCallerIdentity')
    throw new AwsError('AccessDenied', 403, `Cannot call ${operation} with session credentials`);
}
