import { UNKNOWABLE } from '../../authorization/terms/permission.ts';
import type { WebIdentity } from '../../aws/principal.ts';

/** The claims that every provider has a condition key for. */
const GENERAL: readonly string[] = ['sub', 'aud', 'amr'];

/**
 * The condition keys of the claims of a token: `token.actions.githubusercontent.com:sub`.
 *
 * AWS has keys of further claims for some issuers only. A decision that depends on another claim of the token is not made.
 * Source: IAM user guide, "Available keys for AWS OIDC federation".
 */
export function claimKeys({ issuer, claims }: WebIdentity): Readonly<Record<string, ClaimValue>> {
  const known = [...GENERAL, ...(FURTHER[issuer] ?? [])];
  return Object.fromEntries(
    Object.entries(claims).map(([claim, values]) => {
      const isKnown = known.includes(claim) && values !== undefined;
      // Undocumented: which of several audiences the key has.
      const isOne = claim !== 'aud' || values?.length === 1;
      return [`${issuer}:${claim}`, isKnown && isOne ? values : UNKNOWABLE];
    }),
  );
}

type ClaimValue = readonly string[] | typeof UNKNOWABLE;

/**
 * The condition key of a claim, by its name in lower case, in a session that a web identity started.
 *
 * Undocumented: which of the further claims the session keeps.
 */
export function claimKeyOfSession(identity: WebIdentity, name: string): ClaimValue | undefined {
  const prefix = `${identity.issuer.toLowerCase()}:`;
  if (!name.startsWith(prefix)) return undefined;
  const [key, value] =
    Object.entries(claimKeys(identity)).find(([each]) => each.toLowerCase() === name) ?? [];
  return key !== undefined && !GENERAL.includes(name.slice(prefix.length)) ? UNKNOWABLE : value;
}

/** The further claims with a condition key, by issuer. Source: Service Authorization Reference, "AWS Security Token Service". */
const FURTHER: Readonly<Record<string, readonly string[]>> = {
  'token.actions.githubusercontent.com': [
    'actor',
    'actor_id',
    'enterprise_id',
    'environment',
    'job_workflow_ref',
    'ref',
    'repository',
    'repository_id',
    'repository_owner_id',
    'workflow',
  ],
  'gitlab.com': [
    'namespace_id',
    'pipeline_source',
    'project_id',
    'ref_protected',
    'runner_environment',
    'user_access_level',
    'user_email',
    'user_id',
    'user_login',
  ],
};
