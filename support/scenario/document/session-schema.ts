import * as z from 'zod';
import { policyList } from './identity-schema.ts';
import { tags } from './tags-schema.ts';

const sessionText = (what: string, most: number) =>
  z
    .string()
    .regex(
      new RegExp(`^[\\w+=,.@-]{2,${most}}$`),
      `must be ${what}: 2 to ${most} letters, digits and any of + = , . @ _ -`,
    );

/** The name and the policies of a session, which each way to assume a role takes. */
export const sessionLimitMembers = {
  sessionName: sessionText('the name of a session', 64).default('spec'),
  /** At most one document, and AWS managed policies by ARN: a session has no permission that they do not all allow. */
  sessionPolicies: policyList.default([]),
};

/**
 * The parameters with which a role is assumed. Source: AWS STS API reference, AssumeRole.
 *
 * Tags need sts:TagSession in the trust policy, and a source identity sts:SetSourceIdentity.
 */
export const sessionMembers = {
  ...sessionLimitMembers,
  sessionTags: tags,
  /** The keys of session tags that pass to the next role of a chain. */
  transitiveTags: z.array(z.string()).default([]),
  sourceIdentity: sessionText('a source identity', 64).optional(),
  externalId: z
    .string()
    .regex(
      /^[\w+=,.@:/-]{2,1224}$/,
      'must be an external id: 2 to 1224 letters, digits and any of + = , . @ : / _ -',
    )
    .optional(),
};

/** The name and the policies of a session as they are read. */
export type SessionLimits = z.output<z.ZodObject<typeof sessionLimitMembers>>;

/** The parameters of a session as they are read. */
export type SessionParameters = z.output<z.ZodObject<typeof sessionMembers>>;

/** The faults of the parameters of a session, with the members that are wrong. */
export function wrongSession({
  sessionPolicies,
  sessionTags = {},
  transitiveTags = [],
}: SessionLimits & Partial<Pick<SessionParameters, 'sessionTags' | 'transitiveTags'>>) {
  const documents = sessionPolicies.filter((policy) => !policy.startsWith('arn:'));
  const tooMany =
    documents.length > 1
      ? [
          {
            path: ['sessionPolicies'],
            message: `${documents.join(' and ')} are two documents, and STS takes one`,
          },
        ]
      : [];
  const absent = transitiveTags.flatMap((key, index) => {
    if (Object.hasOwn(sessionTags, key)) return [];
    return [{ path: ['transitiveTags', index], message: `"${key}" is not among the sessionTags` }];
  });
  return [...tooMany, ...absent];
}
