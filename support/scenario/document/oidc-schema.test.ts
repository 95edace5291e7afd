import { describe, expect, test } from '@jest/globals';
import { scenarioSchema } from './scenario-schema.ts';

const issuer = 'https://token.actions.githubusercontent.com';
const claims = { sub: 'repo:acme/app' };

function scenario(oidc: object, provider: object = { account: 'ci', issuer }) {
  return scenarioSchema.safeParse({
    title: 'CI',
    region: 'eu-west-1',
    accounts: { ci: '111111111111', other: '222222222222' },
    oidcProviders: { github: provider },
    roles: { deploy: { account: 'ci', trust: 'policies/trust.json', assumedBy: { oidc } } },
  });
}

describe('A role that is assumed with a token', () => {
  test('has the issuer with https://, and AWS STS for its audience', () => {
    const parsed = scenario({ issuer: issuer.slice('https://'.length), claims });
    expect(parsed.data?.roles.deploy?.assumedBy).toMatchObject({
      oidc: { issuer, claims: { aud: 'sts.amazonaws.com', ...claims } },
    });
    expect(parsed.data?.oidcProviders.github?.clientIds).toEqual(['sts.amazonaws.com']);
  });

  test.each<[string, object, object | undefined, string, RegExp]>([
    [
      'without a subject',
      { issuer, claims: {} },
      undefined,
      'assumedBy.oidc.claims.sub',
      /needs the claim sub/,
    ],
    [
      'of no URL',
      { issuer: 'a b', claims },
      undefined,
      'assumedBy.oidc.issuer',
      /must be the URL of an issuer/,
    ],
    [
      'of an issuer without a provider',
      { issuer: 'https://gitlab.com', claims },
      undefined,
      'assumedBy.oidc.issuer',
      /declare it in oidcProviders. Declared: https:\/\/token/,
    ],
    [
      'of a provider in another account',
      { issuer, claims },
      { account: 'other', issuer },
      'assumedBy.oidc.issuer',
      /the account ci has no provider of this issuer/,
    ],
  ])('%s is refused', (_, oidc, provider, path, message) => {
    const issues = scenario(oidc, provider).error?.issues ?? [];
    const all = JSON.stringify(issues);
    expect(all).toMatch(message);
    expect(all).toContain(path.split('.').at(-1));
  });
});
