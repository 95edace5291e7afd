import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  type STSServiceException,
} from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { issueToken, publicKeyOf } from '../../../client/web-identity-tokens.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, documentOf } from '../../testing/lab-under-test.ts';

const account = '111111111111';
const host = 'token.actions.githubusercontent.com';
const issuer = `https://${host}`;
const provider = `arn:aws:iam::${account}:oidc-provider/${host}`;
const RoleArn = `arn:aws:iam::${account}:role/deploy`;
const claims = { sub: 'repo:acme/app:ref:refs/heads/main', aud: 'sts.amazonaws.com', repository: 'acme/app' };
const lab = labOfEachTest();

/** A trust policy; IAM stores none for this issuer without a condition on the subject. */
const trusting = (more: object = {}, Principal: object = { Federated: provider }) => {
  const Condition = { StringLike: { [`${host}:sub`]: 'repo:*' }, ...more };
  return documentOf({ Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition });
};
const sub = (operator: string, value: string) => ({ [operator]: { [`${host}:sub`]: value } });

beforeEach(async () => {
  lab.lab.surround({ tokenIssuers: [{ url: issuer, publicKey: publicKeyOf(issuer) }] });
  const provide = { Url: issuer, ClientIDList: ['sts.amazonaws.com'] };
  await lab.as(account).iam.send(new CreateOpenIDConnectProviderCommand(provide));
});

async function role(AssumeRolePolicyDocument = trusting()): Promise<void> {
  await lab.as(account).iam.send(new CreateRoleCommand({ RoleName: 'deploy', AssumeRolePolicyDocument }));
}

const assuming = (WebIdentityToken: string, more: object = {}) =>
  new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'ci', WebIdentityToken, ...more });

/** The outcome of an unsigned request for a session. */
async function assumed(token = issueToken(issuer, claims), more: object = {}): Promise<string> {
  return answerOf(lab.as('anonymous').sts.send(assuming(token, more)));
}

async function session(): Promise<ReturnType<typeof lab.as>> {
  const { Credentials } = await lab.as('anonymous').sts.send(assuming(issueToken(issuer, claims)));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return lab.as({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken });
}

test('A web identity gets a session of a role that trusts its provider, without a signature', async () => {
  await role();
  const output = await lab.as('anonymous').sts.send(assuming(issueToken(issuer, claims)));
  expect(output).toMatchObject({
    SubjectFromWebIdentityToken: claims.sub,
    Audience: 'sts.amazonaws.com',
    Provider: provider,
    AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/deploy/ci` },
  });
  expect(lab.lab.decisionLog.records().at(-1)?.principal).toMatchObject({ type: 'WebIdentity', provider });
  const { Arn } = await (await session()).sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(`arn:aws:sts::${account}:assumed-role/deploy/ci`);
});

const DENIED = '403 AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity';

describe('The trust policy decides', () => {
  test.each<[string, string, string]>([
    ['the branch', trusting(sub('StringEquals', claims.sub)), 'granted'],
    ['another branch', trusting(sub('StringEquals', 'repo:acme/app:ref:refs/heads/dev')), DENIED],
    ['a pattern of subjects', trusting(sub('StringLike', 'repo:acme/*')), 'granted'],
    ['the audience', trusting({ StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' } }), 'granted'],
    ['another audience', trusting({ StringEquals: { [`${host}:aud`]: 'other' } }), DENIED],
    ['a claim that AWS knows', trusting({ StringEquals: { [`${host}:repository`]: 'acme/app' } }), 'granted'],
    ['a claim that the token lacks', trusting({ StringEquals: { [`${host}:workflow`]: 'x' } }), DENIED],
    ['the session name', trusting({ StringEquals: { 'sts:RoleSessionName': 'ci' } }), 'granted'],
    [
      'another provider',
      trusting({}, { Federated: `arn:aws:iam::${account}:oidc-provider/gitlab.acme.com` }),
      DENIED,
    ],
    ['the account', trusting({}, { AWS: account }), DENIED],
    [
      'the Region, which a request without a signature does not say',
      trusting({ StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }),
      '501 NotImplemented',
    ],
    ['every AWS principal', trusting({}, { AWS: '*' }), '501 NotImplemented'],
  ])('on %s', async (_, trust, outcome) => {
    await role(trust);
    expect(await assumed()).toContain(outcome);
  });

  test('on no role that does not exist', async () => {
    expect(await assumed()).toBe(DENIED);
  });

  test('on no claim that AWS has no key for', async () => {
    await role(trusting({ StringEquals: { [`${host}:custom`]: 'x' } }));
    expect(await assumed(issueToken(issuer, { ...claims, custom: 'x' }))).toContain('501 NotImplemented');
  });
});

describe('A token is refused', () => {
  const now = Math.floor(Date.now() / 1000);
  const [head = '', body = '', signature = ''] = issueToken(issuer, claims).split('.');
  const forged = Buffer.from(
    JSON.stringify({ iss: issuer, ...claims, sub: 'repo:acme/other', iat: now, exp: now + 60 }),
  ).toString('base64url');
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');

  test.each<[string, string, string]>([
    [
      'that is no JSON Web Token',
      'nonsense-nonsense',
      '400 InvalidIdentityTokenException: The ID Token provided is not',
    ],
    [
      'with other claims',
      `${head}.${forged}.${signature}`,
      '400 InvalidIdentityTokenException: The web identity token',
    ],
    ['without a signature', `${unsigned}.${body}.${signature}`, '400 InvalidIdentityTokenException'],
    [
      'that has expired',
      issueToken(issuer, claims, { iat: now - 7200, exp: now - 3600 }),
      '400 ExpiredTokenException: Token expired: current date/time',
    ],
    [
      'of the future',
      issueToken(issuer, claims, { iat: now + 7200, exp: now + 9000 }),
      '400 InvalidIdentityTokenException',
    ],
    [
      'for another audience',
      issueToken(issuer, { ...claims, aud: 'other' }),
      '400 InvalidIdentityTokenException: Incorrect token audience',
    ],
    [
      'of an issuer without a provider',
      issueToken('https://gitlab.com', claims),
      '400 InvalidIdentityTokenException: No OpenIDConnect provider found in your account for https://gitlab.com',
    ],
    [
      'that sets tags in a form that AWS does not document',
      issueToken(issuer, { ...claims, 'https://aws.amazon.com/tags': 'x' }),
      '501 NotImplemented',
    ],
    ['that is for another party', issueToken(issuer, { ...claims, azp: 'x' }), '501 NotImplemented'],
  ])('%s', async (_, token, refusal) => {
    await role();
    expect(await assumed(token)).toContain(refusal);
  });

  test('of an issuer whose key the gateway does not know', async () => {
    await role();
    lab.lab.surround({});
    expect(await assumed()).toContain(
      "400 InvalidIdentityTokenException: Couldn't retrieve verification key",
    );
  });

  test('whose provider was deleted', async () => {
    await role();
    const { iam } = lab.as(account);
    await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: provider }));
    expect(await assumed()).toContain('No OpenIDConnect provider found');
  });

  test('until its audience is added to the provider', async () => {
    await role();
    const token = issueToken(issuer, { ...claims, aud: 'other' });
    expect(await assumed(token)).toContain('Incorrect token audience');
    const added = { OpenIDConnectProviderArn: provider, ClientID: 'other' };
    await lab.as(account).iam.send(new AddClientIDToOpenIDConnectProviderCommand(added));
    expect(await assumed(token)).toBe('granted');
  });
});

describe('A request is refused for its form', () => {
  test.each<[string, object, string]>([
    ['a session name with a blank', { RoleSessionName: 'a b' }, '400 ValidationError'],
    ['a role that is no ARN', { RoleArn: 'nothing-valid-in-here-x' }, '400'],
    ['a provider by its id', { ProviderId: 'graph.facebook.com' }, '501 NotImplemented'],
    ['more than the hour of the role', { DurationSeconds: 7200 }, '400 ValidationError'],
    ['a session policy that is none', { Policy: '{}' }, '400 MalformedPolicyDocument'],
  ])('%s', async (_, more, refusal) => {
    await role();
    expect(await assumed(undefined, more)).toContain(refusal);
  });

  test('AssumeRoleWithSAML is refused by its name', async () => {
    const asked = {
      RoleArn,
      PrincipalArn: `arn:aws:iam::${account}:saml-provider/a`,
      SAMLAssertion: 'eHh4eA==',
    };
    const refusal = await lab
      .as('anonymous')
      .sts.send(new AssumeRoleWithSAMLCommand(asked))
      .catch((error: STSServiceException) => `${error.name}: ${error.message}`);
    expect(refusal).toBe('NotImplemented: keyhole does not implement sts:AssumeRoleWithSAML.');
  });

  test('any other operation needs a signature', async () => {
    expect(await answerOf(lab.as('anonymous').sts.send(new GetCallerIdentityCommand({})))).toContain(
      '403 MissingAuthenticationToken',
    );
  });
});

describe('A session of a web identity', () => {
  const listed = async (Condition: object) => {
    await role();
    const { iam, s3 } = lab.as(account);
    await s3.send(new CreateBucketCommand({ Bucket: 'records' }));
    const PolicyDocument = documentOf(allow('s3:ListBucket', '*', { Condition }));
    await iam.send(new PutRolePolicyCommand({ RoleName: 'deploy', PolicyName: 'p', PolicyDocument }));
    return answerOf((await session()).s3.send(new ListObjectsV2Command({ Bucket: 'records' })));
  };

  test.each<[string, object, string]>([
    ['the provider', { StringEquals: { 'aws:FederatedProvider': provider } }, 'granted'],
    ['another provider', { StringEquals: { 'aws:FederatedProvider': 'other' } }, '403'],
    ['the subject', sub('StringEquals', claims.sub), 'granted'],
    ['another subject', sub('StringEquals', 'other'), '403'],
    [
      'a claim of which AWS does not say that the session keeps it',
      { StringEquals: { [`${host}:repository`]: 'acme/app' } },
      '501',
    ],
  ])('has condition keys for %s', async (_, condition, outcome) => {
    expect(await listed(condition)).toContain(outcome);
  });
});
