import { describe, expect, test } from '@jest/globals';
import { changed, policyOf, refusalOf } from '../../documents/testing/refusal-of.ts';
import { TRUST_POLICY_RULES } from './trust-policy-rules.ts';

const RIGHT = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
const answer = (document: unknown) => refusalOf(document, 'trust', TRUST_POLICY_RULES);

const JSON_TEXT = 'This policy contains invalid Json';
const SYNTAX = 'Syntax error in policy.';
const FEDERATION = 'Federated principals must be valid domain names or SAML metadata ARNs';
const STS = 'AssumeRole policy may only specify STS AssumeRole actions.';

describe('IAM does not store a trust policy', () => {
  test.each<[string, unknown, string]>([
    ['of no JSON', '{"Statement": [{"Effect": "Allow",}]}', JSON_TEXT],
    ['of no JSON after a blank', ' {"Statement": [{"Effect": "Allow",}]}', JSON_TEXT],
    ['that is a list', '[]', JSON_TEXT],
    ['after a blank', ` ${JSON.stringify(policyOf(RIGHT))}`, 'JSON strings must not have leading spaces'],
    ['with an unknown element', policyOf(RIGHT, { Statements: [] }), SYNTAX],
    [
      'of an unknown Version',
      policyOf(RIGHT, { Version: '2012-10-18' }),
      'The policy must contain a valid version string',
    ],
    ['without Statement', {}, 'Missing required field Statement'],
    ['with no statements', { Statement: [] }, 'Could not parse the policy: Statement is empty!'],
    [
      'with a Sid twice',
      {
        Statement: [
          { ...RIGHT, Sid: 'a' },
          { ...RIGHT, Sid: 'a' },
        ],
      },
      'The Statement Ids in the policy are not unique',
    ],
  ])('%s', (_, document, message) => {
    expect(answer(document)).toBe(message);
  });

  test.each<[string, object, string]>([
    ['without Effect', { Effect: undefined }, 'Missing required field Effect'],
    ['with an Effect in another case', { Effect: 'allow' }, 'Invalid effect: allow'],
    ['without Principal', { Principal: undefined }, 'Missing required field Principal'],
    ['with an empty Principal', { Principal: {} }, 'Missing required field Principal cannot be empty!'],
    ['with a principal without its type', { Principal: '111111111111' }, 'Principal must be a JSON object.'],
    [
      'that trusts everybody without a type',
      { Principal: '*' },
      'AssumeRolepolicy contained an invalid principal: "STAR":"*".',
    ],
    [
      'that trusts all but some',
      { Principal: undefined, NotPrincipal: { AWS: '111111111111' } },
      'Allow with NotPrincipal is not allowed.',
    ],
    [
      'that distrusts all but some',
      { Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: '111111111111' } },
      'AssumeRole policy must not contain NotPrincipal field.',
    ],
    [
      'that trusts a group',
      { Principal: { AWS: 'arn:aws:iam::111111111111:group/g' } },
      'Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:group/g"',
    ],
    [
      'that trusts a name',
      { Principal: { AWS: ['111111111111', 'bob'] } },
      'Invalid principal in policy: "AWS":"bob"',
    ],
    [
      'that trusts what is no service',
      { Principal: { Service: 'ec2' } },
      'Invalid principal in policy: "SERVICE":"ec2"',
    ],
    [
      'that trusts a pattern of services',
      { Principal: { Service: '*.amazonaws.com' } },
      'Invalid principal in policy: "SERVICE":"*.amazonaws.com"',
    ],
    ['that trusts an unknown federation', { Principal: { Federated: 'nowhere' } }, FEDERATION],
    ['without Action', { Action: undefined }, 'Missing required field Action'],
    ['with an action of S3', { Action: 's3:GetObject' }, STS],
    ['with every action', { Action: '*' }, STS],
    ['with Resource', { Resource: '*' }, 'Has prohibited field Resource'],
    ['with NotResource', { NotResource: '*' }, 'AssumeRole policy must not contain resources.'],
    ['with an unknown operator', { Condition: { StringIs: { 'aws:x': 'a' } } }, SYNTAX],
    ['with Action and NotAction', { NotAction: 'sts:TagSession' }, SYNTAX],
  ])('%s', (_, more, message) => {
    expect(answer(changed(RIGHT, more))).toBe(message);
  });
});

describe('IAM stores a trust policy', () => {
  test.each<[string, object]>([
    ['for everybody', { Principal: { AWS: '*' } }],
    ['for an account', { Principal: { AWS: '111111111111' } }],
    [
      'for a web identity',
      {
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:a' } },
      },
    ],
    [
      'for an OpenID Connect provider',
      { Principal: { Federated: 'arn:aws:iam::111111111111:oidc-provider/example.com/a' } },
    ],
    [
      'for a subject of an OpenID Connect provider with a path',
      {
        Condition: {
          StringEquals: { 'oidc.eks.us-east-1.amazonaws.com/id/A1:sub': 'system:serviceaccount:a:b' },
          StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:a/b:*' },
        },
      },
    ],
    ['for a SAML provider', { Principal: { Federated: 'arn:aws:iam::111111111111:saml-provider/a' } }],
    [
      'with tags and source identity',
      { Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] },
    ],
    ['with every action of STS', { Action: 'sts:*' }],
  ])('%s', (_, more) => {
    expect(answer(changed(RIGHT, more))).toBe('stored');
  });

  test('of the old language', () => {
    expect(answer({ Version: '2008-10-17', Statement: [RIGHT] })).toBe('stored');
  });
});

const GITHUB = 'token.actions.githubusercontent.com';
const providerOf = (issuer: string) => `arn:aws:iam::111111111111:oidc-provider/${issuer}`;
const trusting = (issuer: string, Condition?: object) =>
  answer(changed(RIGHT, { Principal: { Federated: providerOf(issuer) }, Condition }));
const refused = (issuer: string, keys: string) =>
  `Trust policy with trusted principal ${providerOf(issuer)} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, ${keys} which is not scoped to all.`;

describe('IAM stores no policy that trusts all organizations of a shared issuer', () => {
  test.each<[string, object | undefined]>([
    ['without a condition', undefined],
    ['by the audience alone', { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } }],
    ['by the repository alone', { StringEquals: { [`${GITHUB}:repository`]: 'acme/app' } }],
    ['by every subject', { StringLike: { [`${GITHUB}:sub`]: '*' } }],
    ['by every subject first', { StringLike: { [`${GITHUB}:sub`]: ['?*', 'repo:acme/app:*'] } }],
    ['by no subject', { StringEquals: { [`${GITHUB}:sub`]: [] } }],
    ['by a subject that it is not', { StringNotEquals: { [`${GITHUB}:sub`]: 'repo:other' } }],
    ['by all subjects of a token', { 'ForAllValues:StringLike': { [`${GITHUB}:sub`]: 'repo:acme/*' } }],
    ['by the subject of another issuer', { StringEquals: { 'gitlab.com:sub': 'repo:acme/app' } }],
  ])('%s', (_, condition) => {
    expect(trusting(GITHUB, condition)).toBe(refused(GITHUB, `${GITHUB}:sub or ${GITHUB}:job_workflow_ref`));
  });

  test('of any issuer that IAM knows as shared', () => {
    expect(trusting('gitlab.com')).toBe(refused('gitlab.com', 'gitlab.com:sub'));
    expect(trusting('oidc.vercel.com')).toBe(refused('oidc.vercel.com', 'oidc.vercel.com:aud'));
    expect(trusting('gitlab.acme.com')).toBe('stored');
  });

  test.each<[string, object]>([
    ['of a repository', { StringLike: { [`${GITHUB}:sub`]: 'repo:acme/app:*' } }],
    ['in any letter case of the key', { StringEquals: { [`${GITHUB.toUpperCase()}:Sub`]: 'repo:acme/app' } }],
    ['of a workflow', { StringEquals: { [`${GITHUB}:job_workflow_ref`]: 'acme/app/ci.yml' } }],
    ['of a repository or every other', { StringLike: { [`${GITHUB}:sub`]: ['repo:acme/app:*', '*'] } }],
  ])('but those %s', (_, condition) => {
    expect(trusting(GITHUB, condition)).toBe('stored');
  });

  test('but takes a Deny for all of them', () => {
    const denying = { Effect: 'Deny', Principal: { Federated: providerOf(GITHUB) } };
    expect(answer(changed(RIGHT, denying))).toBe('stored');
  });
});
