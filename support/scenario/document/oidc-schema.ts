import * as z from 'zod';
import { name } from './document-names.ts';
import { sessionLimitMembers } from './session-schema.ts';

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
  ...sessionLimitMembers,
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

type Provider = z.output<typeof oidcProvider>;
type Token = z.output<typeof assumedByToken>;

/** The roles that are assumed with a token of an issuer without a provider in their account, each with its fault. */
export function withoutProvider(
  roles: Readonly<Record<string, { readonly account: string; readonly assumedBy?: object | undefined }>>,
  providers: Readonly<Record<string, Provider>>,
): readonly { readonly path: string[]; readonly message: string }[] {
  return Object.entries(roles).flatMap(([role, { account, assumedBy }]) => {
    if (assumedBy === undefined || !isToken(assumedBy)) return [];
    const declared = Object.values(providers).filter((provider) => provider.account === account);
    if (declared.some(({ issuer }) => issuer === assumedBy.oidc.issuer)) return [];
    const known = declared.map(({ issuer }) => issuer).join(', ') || 'none';
    const message = `the account ${account} has no provider of this issuer: declare it in oidcProviders. Declared: ${known}`;
    return [{ path: ['roles', role, 'assumedBy', 'oidc', 'issuer'], message }];
  });
}

function isToken(assumedBy: object): assumedBy is Token {
  return 'oidc' in assumedBy;
}
