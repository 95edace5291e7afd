import type { Policy } from '../authorization/terms/policy.ts';
import { parseArn } from '../aws/arn.ts';
import { oidcProviderArn } from '../aws/oidc-provider-arn.ts';
import type { Principal, WebIdentity } from '../aws/principal.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import type { Samples, SamplesOfKeys } from './condition-samples.ts';

/** The action with which the holder of a token of an identity provider takes a role. */
export const WITH_TOKEN = 'sts:AssumeRoleWithWebIdentity';

/** The holder of any token of one identity provider. */
export interface TokenHolder {
  readonly id: string;
  readonly name: string;
  readonly principal: WebIdentity;
}

/**
 * The holders of tokens of the OpenID Connect providers that a scenario declares or its policies name as `Federated`. Their claims are
 * open: conditions tell them apart.
 */
export function tokenHolders(
  provisioned: Pick<ProvisionedScenario, 'scenario' | 'accountId'>,
  policies: readonly Policy[],
): readonly TokenHolder[] {
  const { oidcProviders } = provisioned.scenario.document;
  const declared = Object.values(oidcProviders).map(({ account, issuer }) =>
    oidcProviderArn(provisioned.accountId(account), issuer),
  );
  const providers = [...new Set([...declared, ...federatedIn(policies).filter(isOfTokens)])].toSorted();
  const issuers = providers.map(issuerOf);
  return providers.map((provider) => {
    const issuer = issuerOf(provider);
    const account = parseArn(provider)?.account;
    const isOneOfSeveral = issuers.indexOf(issuer) !== issuers.lastIndexOf(issuer);
    const inAccount = isOneOfSeveral && account !== undefined ? ` for the account ${account}` : '';
    return {
      id: provider,
      name: `the holder of a token of ${issuer}${inAccount}`,
      principal: {
        type: 'WebIdentity',
        ...{ provider, issuer, subject: 'any holder of a token', audience: 'any', claims: {} },
      },
    };
  });
}

/** The identity providers that policies name as `Federated`. */
export function federatedIn(policies: readonly Policy[]): readonly string[] {
  const named = policies.flatMap(({ statements }) =>
    statements.flatMap(({ principal }) =>
      principal === undefined || principal === '*' ? [] : (principal.Federated ?? []),
    ),
  );
  return [...new Set(named)];
}

/** True for a provider of OpenID Connect tokens: by its ARN, or one that AWS knows by its host. Others are of SAML. */
function isOfTokens(provider: string): boolean {
  return provider.includes(':oidc-provider/') || /^[a-z0-9.-]+\.[a-z]+$/i.test(provider);
}

function issuerOf(provider: string): string {
  return provider.replace(/^arn:[^/]*:oidc-provider\//, '');
}

/** False for an action that a kind of principal never sends: a token takes roles with an action of its own. */
export function mayAsk({ type }: Principal, action: string): boolean {
  if (type === 'WebIdentity') return action !== 'sts:AssumeRole';
  return action !== WITH_TOKEN;
}

/** False for a role of another account than the provider of a token. A token is of use for roles alone. */
export function isWithinReach({ provider }: WebIdentity, role: { readonly accountId: string }): boolean {
  const account = parseArn(provider)?.account;
  return account === undefined || account === role.accountId;
}

/** The condition keys among some that a token holder chooses: the claims of its issuer, and the members of its request. */
export function openToHolder({ issuer }: WebIdentity, tested: readonly string[]): readonly string[] {
  const prefix = `${issuer.toLowerCase()}:`;
  return tested.filter((key) => key.startsWith(prefix));
}

/** The classes for a token holder: every token has a subject and an audience. */
export function samplesOfHolder({ issuer }: WebIdentity, all: SamplesOfKeys): SamplesOfKeys {
  const always = [`${issuer}:sub`, `${issuer}:aud`].map((key) => key.toLowerCase());
  const present = ({ values, inexact }: Samples): Samples => ({
    values: values.filter((value) => value !== undefined),
    inexact,
  });
  return {
    of: (key) => (always.includes(key.toLowerCase()) ? present(all.of(key)) : all.of(key)),
  };
}
