import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startLab } from '../../gateway/serving/lab.ts';
import { loadScenario } from '../document/load-scenario.ts';
import { provision } from '../provision/provision.ts';
import { factsOf, surroundingsOf } from '../provision/surroundings-of.ts';
import { Actors } from './actors.ts';

const SCENARIO = `title: CI
region: eu-west-1
accounts:
  ci: { id: '111111111111', blockPublicAccess: true }
assume: { 's3:TlsVersion': 1.3 }
oidcProviders:
  github: { account: ci, issuer: https://token.actions.githubusercontent.com }
roles:
  deploy:
    account: ci
    trust: policies/trust.json
    assumedBy: { oidc: { issuer: token.actions.githubusercontent.com, claims: { sub: 'repo:acme/app:main' } } }
`;

const TRUST = (subject: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: '{{oidcProviders.github.arn}}' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          '{{oidcProviders.github.issuer}}:aud': 'sts.amazonaws.com',
          '{{oidcProviders.github.issuer}}:sub': subject,
        },
      },
    },
  });

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scenarios-'));
  mkdirSync(join(root, 'ci/policies'), { recursive: true });
  writeFileSync(join(root, 'ci/scenario.yaml'), SCENARIO);
});
afterEach(() => rmSync(root, { recursive: true }));

/** The ARN of the session of the role that a token assumes. */
async function session(subject: string): Promise<string | undefined> {
  writeFileSync(join(root, 'ci/policies/trust.json'), TRUST(subject));
  const scenario = loadScenario(root, 'ci');
  await using lab = await startLab();
  lab.surround(factsOf(scenario));
  const provisioned = await provision(scenario, lab.endpoint);
  lab.surround(surroundingsOf(provisioned, lab.surroundings));
  expect(lab.surroundings).toMatchObject({
    assumptions: { values: { 's3:TlsVersion': ['1.3'] } },
    accountPublicAccessBlocks: { '111111111111': { RestrictPublicBuckets: true } },
  });
  const { clients } = await new Actors(provisioned).as({ kind: 'named', name: 'deploy' });
  return (await clients.sts.send(new GetCallerIdentityCommand({}))).Arn;
}

test('A role that trusts a provider is assumed with a token of its issuer', async () => {
  expect(await session('repo:acme/app:main')).toBe('arn:aws:sts::111111111111:assumed-role/deploy/spec');
});

test('A token with another subject breaks the example, and is not a denial', async () => {
  await expect(session('repo:acme/app:dev')).rejects.toMatchObject({
    code: 'setup-failed',
    message: expect.stringContaining('Not authorized to perform sts:AssumeRoleWithWebIdentity'),
  });
});
