import type { RequestFacts } from './request-facts.ts';

/**
 * True if a user or root user sent a request with temporary credentials, which only GetSessionToken gives
 * them.
 */
export function isTokenSession({
  principal,
  authenticated,
}: Pick<RequestFacts, 'principal' | 'authenticated'>): boolean {
  const mayHaveOne = principal.type === 'User' || principal.type === 'Root';
  return mayHaveOne && authenticated.accessKeyId?.startsWith('ASIA') === true;
}
