import { CreateOpenIDConnectProviderCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { account } from '../../../aws/testing/accounts.ts';
import { issueToken, publicKeyOf } from '../../../client/web-identity-tokens.ts';
import { newObject } from '../../testing/buckets.ts';
import { allow, type Clients, documentOf } from '../../testing/lab-under-test.ts';
import { accessKeyOf } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import {
  BUCKET,
  Bucket,
  type PeopleWorld,
  prepare as preparePeople,
  read,
  rolePolicy,
  steps,
} from './people.ts';

const host = 'server.example.com';
const issuer = `https://${host}`;
const provider = `arn:aws:iam::${account}:oidc-provider/${host}`;
const claims = { sub: 'johndoe', aud: 'oidc-audience-id' };
const arn = (name: string) => `arn:aws:iam::${account}:role/${name}`;

/** An account that has a provider for one issuer; the bucket has an object for the subject of the token. */
async function prepare(world: World): Promise<PeopleWorld> {
  const people = await preparePeople(world);
  world.lab.lab.surround({ tokenIssuers: [{ url: issuer, publicKey: publicKeyOf(issuer) }] });
  await people.owner.iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: issuer, ClientIDList: ['oidc-audience-id'] }),
  );
  for (const Key of ['johndoe/a', 'other/a']) await newObject(people.owner, { Bucket, Key });
  return people;
}

const WEB = 'sts:AssumeRoleWithWebIdentity';
const trusting =
  (Condition: object = {}, Action: string | string[] = WEB, name = 'one') =>
  ({ owner }: World) =>
    owner.iam.send(
      new CreateRoleCommand({
        RoleName: name,
        AssumeRolePolicyDocument: documentOf({
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action,
          ...(Object.keys(Condition).length > 0 && { Condition }),
        }),
      }),
    );
const trustedRole =
  (name: string) =>
  ({ owner }: World) =>
    owner.iam.send(
      new CreateRoleCommand({
        RoleName: name,
        AssumeRolePolicyDocument: documentOf({
          Effect: 'Allow',
          Principal: { AWS: account },
          Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
        }),
      }),
    );
const assume =
  (more: object = {}, input: object = {}) =>
  async ({ lab }: PeopleWorld) => {
    const WebIdentityToken = issueToken(issuer, { ...claims, ...more });
    const { Credentials } = await lab.as('anonymous').sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: arn('one'),
        RoleSessionName: 'app1',
        WebIdentityToken,
        ...input,
      }),
    );
    return lab.as(accessKeyOf(Credentials));
  };
const as =
  (more: object, then: (user: Clients, world: PeopleWorld) => Promise<unknown>, input: object = {}) =>
  async (world: PeopleWorld) =>
    then(await assume(more, input)(world), world);
const reads =
  (Key = 'k') =>
  (user: Clients, world: PeopleWorld) =>
    read('user', Key)({ ...world, user });
const chained =
  (Key = 'k') =>
  async (user: Clients, world: PeopleWorld) => {
    const { Credentials } = await user.sts.send(
      new AssumeRoleCommand({ RoleArn: arn('two'), RoleSessionName: 'work' }),
    );
    return reads(Key)(world.lab.as(accessKeyOf(Credentials)), world);
  };

const nested = (tags: object, transitive?: string[]) => ({
  'https://aws.amazon.com/tags': {
    principal_tags: tags,
    ...(transitive && { transitive_tag_keys: transitive }),
  },
});
const flat = (Project: string) => ({
  'https://aws.amazon.com/tags/principal_tags/Project': Project,
  'https://aws.amazon.com/tags/transitive_tag_keys': ['Project'],
});
const ofProject = allow('s3:GetObject', '*', when('StringEquals', 'aws:PrincipalTag/Project', 'Automation'));
const TAGS = [WEB, 'sts:TagSession'];
const IDENTITY = [WEB, 'sts:SetSourceIdentity'];
const from = (name: string) => ({ 'https://aws.amazon.com/source_identity': name });
const aud = { StringEquals: { [`${host}:aud`]: 'oidc-audience-id' } };

const EXAMPLES: readonly Example<PeopleWorld>[] = [
  {
    words: 'An audience and a subject',
    arrange: steps(
      trusting({ StringEquals: { [`${host}:aud`]: 'oidc-audience-id', [`${host}:sub`]: 'johndoe' } }),
      rolePolicy('one', allow('s3:GetObject')),
    ),
    asks: [
      ['the subject', as({}, reads()), 'granted'],
      ['another subject', assume({ sub: 'janedoe' }), 'denied'],
      [
        'an audience that the provider does not know',
        assume({ aud: 'other' }),
        '400 InvalidIdentityTokenException',
      ],
    ],
  },
  {
    words: 'A pattern of subjects, and methods of authentication',
    arrange: trusting({
      StringLike: { [`${host}:sub`]: 'john*' },
      'ForAnyValue:StringLike': { [`${host}:amr`]: 'auth*' },
    }),
    asks: [
      ['with one of the methods', assume({ amr: ['other', 'authenticated'] }), 'granted'],
      ['with another method', assume({ amr: ['unauthenticated'] }), 'denied'],
      ['without methods', assume(), 'denied'],
    ],
  },
  {
    words: 'A name of the session',
    arrange: trusting({ StringLike: { 'sts:RoleSessionName': 'app*' } }),
    asks: [
      ['so', assume(), 'granted'],
      ['otherwise', assume({}, { RoleSessionName: 'other' }), 'denied'],
    ],
  },
  {
    words: 'The subject as a variable in the role’s policy',
    arrange: steps(trusting(aud), rolePolicy('one', allow('s3:GetObject', `${BUCKET}/\${${host}:sub}/*`))),
    asks: [
      ['the own folder', as({}, reads('johndoe/a')), 'granted'],
      ['that of another', as({}, reads('other/a')), 'denied'],
    ],
  },
  {
    words: 'Session tags of the token, nested and flattened',
    arrange: steps(trusting(aud, TAGS), rolePolicy('one', ofProject)),
    asks: [
      ['nested', as(nested({ Project: ['Automation'] }), reads()), 'granted'],
      ['flattened', as(flat('Automation'), reads()), 'granted'],
      ['another value', as(nested({ Project: ['Other'] }), reads()), 'denied'],
      ['no tags', as({}, reads()), 'denied'],
    ],
  },
  {
    words: 'Session tags take sts:TagSession',
    arrange: trusting(aud),
    asks: [
      ['nested', assume(nested({ Project: ['Automation'] })), 'denied'],
      ['flattened', assume(flat('Automation')), 'denied'],
      ['no tags', assume(), 'granted'],
    ],
  },
  {
    words: 'A tag that the trust policy asks for',
    arrange: trusting(
      {
        ...aud,
        StringLike: { 'aws:RequestTag/Project': '*' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['Project'] },
      },
      TAGS,
    ),
    asks: [
      ['with it', assume(nested({ Project: ['Automation'] })), 'granted'],
      ['with another beside it', assume(nested({ Project: ['a'], Other: ['b'] })), 'denied'],
      ['without tags', assume(), 'denied'],
    ],
  },
  {
    words: 'Session tags that pass on',
    arrange: steps(
      trusting(aud, TAGS),
      rolePolicy('one', allow('sts:*')),
      trustedRole('two'),
      rolePolicy('two', ofProject),
    ),
    asks: [
      ['a transitive one', as(nested({ Project: ['Automation'] }, ['Project']), chained()), 'granted'],
      ['a transitive one, flattened', as(flat('Automation'), chained()), 'granted'],
      ['another', as(nested({ Project: ['Automation'] }), chained()), 'denied'],
      ['a key that is no tag', assume(nested({ Project: ['a'] }, ['Other'])), '400 InvalidParameterValue'],
    ],
  },
  {
    words: 'A source identity of the token',
    arrange: steps(
      trusting({ ...aud, StringLike: { 'sts:SourceIdentity': ['Saanvi', 'Diego'] } }, IDENTITY),
      rolePolicy('one', allow('s3:GetObject', '*', when('StringEquals', 'aws:SourceIdentity', 'Diego'))),
    ),
    asks: [
      ['one of the list', as(from('Diego'), reads()), 'granted'],
      ['another of the list', as(from('Saanvi'), reads()), 'denied'],
      ['none of the list', assume(from('Admin')), 'denied'],
      ['none', assume(), 'denied'],
    ],
  },
  {
    words: 'A source identity takes sts:SetSourceIdentity',
    arrange: trusting(aud),
    asks: [
      ['with one', assume(from('Admin')), 'denied'],
      ['without one', assume(), 'granted'],
    ],
  },
  {
    words: 'A session policy, and its limits',
    arrange: steps(trusting(aud), rolePolicy('one', allow('s3:*'))),
    asks: [
      ['that allows it', as({}, reads(), { Policy: documentOf(allow('s3:GetObject')) }), 'granted'],
      ['that does not', as({}, reads(), { Policy: documentOf(allow('s3:ListBucket')) }), 'denied'],
      ['longer than the role allows', assume({}, { DurationSeconds: 3601 }), '400 ValidationError'],
      ['its identity', as({}, (user) => user.sts.send(new GetCallerIdentityCommand({}))), 'granted'],
    ],
  },
  {
    words: 'An explicit denial of the trust policy',
    arrange: ({ owner }) =>
      owner.iam.send(
        new CreateRoleCommand({
          RoleName: 'one',
          AssumeRolePolicyDocument: documentOf(
            { Effect: 'Allow', Principal: { Federated: provider }, Action: WEB },
            {
              Effect: 'Deny',
              Principal: { Federated: provider },
              Action: WEB,
              Condition: { StringNotEquals: { [`${host}:sub`]: 'janedoe' } },
            },
          ),
        }),
      ),
    asks: [
      ['the subject', assume(), 'denied'],
      ['another', assume({ sub: 'janedoe' }), 'granted'],
    ],
  },
  {
    words: 'A role that trusts an account trusts no token',
    arrange: trustedRole('one'),
    asks: [['a token', assume(), 'denied']],
  },
];
holdsAsGuided(
  'IAM user guide, "Available keys for AWS OIDC federation" and "Pass session tags in AWS STS"',
  prepare,
  EXAMPLES,
);
