import type { Statement } from '../authorization/terms/policy.ts';

/** The facts of a principal that a statement may compare, as bits. */
export const MENTIONS = { none: 0, organization: 1, account: 2, principal: 4 } as const;

/** A sum of {@link MENTIONS}. */
export type Mentions = number;

/** Condition keys whose values do not depend on which principal of a type sends a request. */
const OF_REQUEST: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
  'aws:securetransport',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:useragent',
  'aws:vpcsourceip',
  'kms:viaservice',
  's3:prefix',
  's3:tlsversion',
  's3:x-amz-acl',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-customer-algorithm',
  'sts:externalid',
]);

const FAMILIES_OF_REQUEST = ['aws:resourcetag/', 'kms:encryptioncontext:', 's3:existingobjecttag/'];

const OF_ORGANIZATION: ReadonlySet<string> = new Set(['aws:principalorgid', 'aws:principalorgpaths']);

const OF_ACCOUNT: ReadonlySet<string> = new Set(['aws:principalaccount', 'kms:calleraccount']);

/** A policy variable. `${*}`, `${?}` and `${$}` stand for themselves. */
const VARIABLE = /\$\{[^*?$]/;

/**
 * The facts of a principal that the conditions of a statement may compare. A key that is not known to be of the request counts as one
 * of the principal. The variables in resources count too, if they are asked for.
 */
export function mentionsOf(
  { conditions, resources = [], notResources = [] }: Statement,
  asked: { readonly resources: boolean },
): Mentions {
  let mentions: Mentions = MENTIONS.none;
  for (const { key, values } of conditions)
    mentions |= values.some((value) => VARIABLE.test(value))
      ? MENTIONS.principal
      : mentionOf(key.toLowerCase());
  const hasVariable = asked.resources && [...resources, ...notResources].some((text) => VARIABLE.test(text));
  return hasVariable ? mentions | MENTIONS.principal : mentions;
}

function mentionOf(key: string): Mentions {
  if (OF_REQUEST.has(key) || FAMILIES_OF_REQUEST.some((family) => key.startsWith(family)))
    return MENTIONS.none;
  if (OF_ORGANIZATION.has(key)) return MENTIONS.organization;
  return OF_ACCOUNT.has(key) ? MENTIONS.account : MENTIONS.principal;
}
