import { z } from 'zod';
import { name } from './document-names.ts';

/** The URL of an issuer of tokens; `https://` may be left out. */
const issuer = z
  .string()
  .regex(
    /^(?:https:\/\/)?[A-Za-z0-9.-]+(?:\/[^?#\s]*)?$/,
    'must be the URL of an issuer, e.g. https://token.actions.githubusercontent.com',
  )
  .transform((url) => (url.startsWith('https://') ? url : `https://${url}`));

/** An OpenID Connect provider in the IAM of an account. keyhole stands for its issuer, and signs its tokens. */
export const oidcProvider = z.strictObject({
  account: name,
  issuer,
  /** The audiences that tokens may have. */
  clientIds: z.array(z.string().min(1)).default(['sts.amazonaws.com']),
});

const claim = z.union([z.string(), z.array(z.string()).min(1)]);

/** The token with which a role is assumed: its issuer, and its claims. Without `aud`, it is for AWS STS. */
export const assumedByToken = z.strictObject({
  oidc: z.strictObject({
    issuer,
    claims: z
      .record(z.string(), claim)
      .refine((claims) => typeof claims.sub === 'string', { error: 'needs the claim sub', path: ['sub'] })
      .transform(
        (claims): Readonly<Record<string, string | readonly string[]>> => ({
          aud: 'sts.amazonaws.com',
          ...claims,
        }),
      ),
  }),
});
