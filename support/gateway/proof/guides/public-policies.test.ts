import {
  DeletePublicAccessBlockCommand,
  GetBucketPolicyStatusCommand,
  GetObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { otherAccount } from '../../../aws/testing/accounts.ts';
import { setBucketPolicy } from '../../testing/buckets.ts';
import { allow, type Clients, deny, type StatementText } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, type World } from './guide-examples.ts';
import { BUCKET, Bucket, OBJECTS, type PeopleWorld, prepare as preparePeople } from './people.ts';

interface OpenWorld extends PeopleWorld {
  readonly anonymous: Clients;
}
async function prepare(world: World): Promise<OpenWorld> {
  const people = await preparePeople(world);
  await people.owner.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const outsider = await world.lab.user(otherAccount, 'partner', allow('s3:*'));
  return { ...people, outsider, anonymous: world.lab.as('anonymous') };
}

/** Fails unless the bucket's policy is public, or is not. */
const isPublic =
  (expected: boolean, ...statements: readonly StatementText[]) =>
  async ({ owner }: OpenWorld) => {
    await setBucketPolicy(owner, Bucket, ...statements);
    const { PolicyStatus } = await owner.s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
    if (PolicyStatus?.IsPublic !== expected) throw new Error(`public: ${PolicyStatus?.IsPublic}`);
  };
const all = (Condition: object = {}) =>
  allow('s3:GetObject', OBJECTS, { Principal: '*', ...(Object.keys(Condition).length > 0 && { Condition }) });
const like = (key: string, value: unknown) => all({ StringLike: { [key]: value } });
const equals = (key: string, value: unknown) => all({ StringEquals: { [key]: value } });

const NOT_PUBLIC: readonly (readonly [string, StatementText])[] = [
  ['one VPC', equals('aws:SourceVpc', 'vpc-91237329')],
  ['one endpoint', equals('aws:SourceVpce', 'vpce-1a2b3c4d')],
  ['one organization', equals('aws:PrincipalOrgID', 'o-aa111bb222')],
  ['one account of the caller', equals('aws:PrincipalAccount', '111122223333')],
  ['one account of the source', equals('aws:SourceAccount', '111122223333')],
  [
    'one ARN of the source',
    all({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:topic' } }),
  ],
  ['one ARN of the caller', all({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:user/a' } })],
  ['one unique id of a user', equals('aws:userid', 'AIDAEXAMPLEID')],
  ['one access point', equals('s3:DataAccessPointArn', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/a')],
  [
    'access points of one account, by the ARN',
    all({ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:111122223333:accesspoint/*' } }),
  ],
  ['access points of one account', equals('s3:DataAccessPointAccount', '111122223333')],
  ['one network', all({ IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })],
  ['one network of IPv6', all({ IpAddress: { 'aws:SourceIp': '2001:db8::/64' } })],
  ['another account', allow('s3:GetObject', OBJECTS, { Principal: { AWS: otherAccount } })],
  ['a service', allow('s3:PutObject', OBJECTS, { Principal: { Service: 'logging.s3.amazonaws.com' } })],
  [
    'a denial of everybody',
    deny('s3:*', [BUCKET, OBJECTS], {
      Principal: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ],
];
const PUBLIC: readonly (readonly [string, StatementText])[] = [
  ['everybody', all()],
  ['every VPC', like('aws:SourceVpc', 'vpc-*')],
  ['every organization', like('aws:PrincipalOrgID', 'o-*')],
  ['a variable', equals('aws:SourceVpc', '${aws:PrincipalTag/vpc}')],
  ['sessions of a role, by its unique id', like('aws:userid', 'AROAEXAMPLEID:*')],
  ['a user agent', equals('aws:UserAgent', 'browser')],
  ['a referer', like('aws:Referer', 'http://www.example.com/*')],
  ['a tag of the caller', equals('aws:PrincipalTag/a', 'b')],
  ['half of all networks', all({ IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } })],
  ['all but one VPC', all({ StringNotEquals: { 'aws:SourceVpc': 'vpc-91237329' } })],
  [
    'access points of every account',
    all({ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:*:accesspoint/*' } }),
  ],
];

const block =
  (more: object) =>
  ({ owner }: World) =>
    owner.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: more }));
const read = (who: 'user' | 'outsider' | 'anonymous' | 'owner') => (world: OpenWorld) =>
  world[who].s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));

const EXAMPLES: readonly Example<OpenWorld>[] = [
  {
    words: 'Policies that are not public',
    arrange: async () => undefined,
    asks: NOT_PUBLIC.map(([words, statement]) => [words, isPublic(false, statement), 'granted'] as const),
  },
  {
    words: 'Policies that are public',
    arrange: async () => undefined,
    asks: PUBLIC.map(([words, statement]) => [words, isPublic(true, statement), 'granted'] as const),
  },
  {
    words: 'A policy with one public statement is public',
    arrange: async () => undefined,
    asks: [
      [
        'two statements',
        isPublic(true, like('aws:SourceVpc', 'vpc-*'), equals('aws:SourceVpc', 'vpc-91237329')),
        'granted',
      ],
    ],
  },
  {
    words: 'Public policies are refused',
    arrange: block({ BlockPublicPolicy: true }),
    asks: [
      ['a public one', ({ owner }) => setBucketPolicy(owner, Bucket, all()), 'denied'],
      [
        'one that is not',
        ({ owner }) => setBucketPolicy(owner, Bucket, equals('aws:SourceVpc', 'vpc-91237329')),
        'granted',
      ],
    ],
  },
  {
    words: 'A public policy is restricted to the own account',
    async arrange(world) {
      await setBucketPolicy(world.owner, Bucket, all());
      await block({ RestrictPublicBuckets: true })(world);
    },
    asks: [
      ['anonymous', read('anonymous'), 'denied'],
      ['another account', read('outsider'), 'denied'],
      ['a user', read('user'), 'granted'],
      ['the root user', read('owner'), 'granted'],
    ],
  },
  {
    words: 'A public policy is not restricted',
    arrange: ({ owner }) => setBucketPolicy(owner, Bucket, all()),
    asks: [
      ['anonymous', read('anonymous'), 'granted'],
      ['another account', read('outsider'), 'granted'],
    ],
  },
  {
    words: 'A policy for another account is not restricted',
    async arrange(world) {
      await setBucketPolicy(
        world.owner,
        Bucket,
        allow('s3:GetObject', OBJECTS, { Principal: { AWS: otherAccount } }),
      );
      await block({ RestrictPublicBuckets: true })(world);
    },
    asks: [['another account', read('outsider'), 'granted']],
  },
];

holdsAsGuided('Amazon S3 user guide, "Blocking public access to your Amazon S3 storage"', prepare, EXAMPLES);
