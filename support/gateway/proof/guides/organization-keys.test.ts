import { DeletePublicAccessBlockCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, deny, to } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import {
  bucketPolicy,
  identity,
  OBJECTS,
  type PeopleWorld,
  prepare as preparePeople,
  read,
  steps,
} from './people.ts';

const ORGANIZATION = 'o-exampleorgid';
const management = '444444444444';
const ROOT = 'r-ab12';
const UNIT = 'ou-ab12-11111111';
const NESTED = 'ou-ab12-22222222';
const path = (...units: string[]) => `${ORGANIZATION}/${ROOT}/${units.map((unit) => `${unit}/`).join('')}`;

/** The owner in a unit within a unit; the partner, whose user has all of S3, outside of the organization or in its root. */
async function prepare(world: World): Promise<PeopleWorld> {
  const people = await preparePeople(world);
  // S3 counts a path with a wildcard as public.
  await people.owner.s3.send(new DeletePublicAccessBlockCommand({ Bucket: 'records' }));
  return { ...people, outsider: await world.lab.user(otherAccount, 'all', allow('s3:*')) };
}
const organize =
  (isMember = false) =>
  async ({ lab }: World) => {
    const nested = { id: NESTED, accounts: [{ id: account }] };
    const accounts = [{ id: management }, ...(isMember ? [{ id: otherAccount }] : [])];
    const root = { id: ROOT, units: [{ id: UNIT, units: [nested] }], accounts };
    lab.lab.surround({ organization: { id: ORGANIZATION, managementAccount: management, root } });
  };
const principals = (operator: string, key: string, value: unknown) =>
  bucketPolicy(allow('s3:GetObject', OBJECTS, { Principal: { AWS: '*' }, ...when(operator, key, value) }));
const any = 'ForAnyValue:StringLike';
const PATHS = 'aws:PrincipalOrgPaths';
const readByRoot = ({ partner }: PeopleWorld) =>
  partner.s3.send(new GetObjectCommand({ Bucket: 'records', Key: 'k' }));

const EXAMPLES: readonly Example<PeopleWorld>[] = [
  {
    words: 'Principals of the organization',
    arrange: steps(organize(true), principals('StringEquals', 'aws:PrincipalOrgID', [ORGANIZATION])),
    asks: [
      ['a user of the owner', read(), 'granted'],
      ['a user of another member', read('outsider'), 'granted'],
      ['the root user of another member', readByRoot, 'granted'],
    ],
  },
  {
    words: 'Principals of the organization, but not others',
    arrange: steps(organize(), principals('StringEquals', 'aws:PrincipalOrgID', [ORGANIZATION])),
    asks: [
      ['a user of the owner', read(), 'granted'],
      ['another account', read('outsider'), 'denied'],
    ],
  },
  {
    words: 'Principals of a unit and of the units in it',
    arrange: steps(organize(true), principals(any, PATHS, [`${path(UNIT)}*`])),
    asks: [
      ['a user in a unit of it', read(), 'granted'],
      ['a user of the root', read('outsider'), 'denied'],
    ],
  },
  {
    words: 'Principals of the units in a unit, not of the unit itself',
    arrange: steps(organize(true), principals(any, PATHS, [`${path(UNIT)}ou-*`])),
    asks: [['a user in a unit of it', read(), 'granted']],
  },
  {
    words: 'Principals of a unit alone',
    arrange: steps(organize(true), principals('ForAnyValue:StringEquals', PATHS, [path(UNIT)])),
    asks: [['a user in a unit of it', read(), 'denied']],
  },
  {
    words: 'Principals of the whole path',
    arrange: steps(organize(true), principals('ForAnyValue:StringEquals', PATHS, [path(UNIT, NESTED)])),
    asks: [['a user there', read(), 'granted']],
  },
  {
    words: 'Resources of the own organization alone',
    arrange: steps(
      organize(true),
      bucketPolicy(allow('s3:GetObject', OBJECTS, to(otherAccount))),
      identity(
        allow('s3:*'),
        deny(
          's3:*',
          'arn:aws:s3:::*/*',
          when('StringNotEquals', 'aws:ResourceOrgID', '${aws:PrincipalOrgID}'),
        ),
      ),
    ),
    asks: [['an own bucket', read(), 'granted']],
  },
  {
    words: 'Resources of a unit alone',
    arrange: steps(
      organize(),
      identity(
        allow('s3:*'),
        deny(
          's3:*',
          '*',
          when('ForAllValues:StringNotLike', 'aws:ResourceOrgPaths', [`${path('ou-ab12-99999999')}*`]),
        ),
      ),
    ),
    asks: [['a bucket of another unit', read(), 'denied']],
  },
  {
    words: 'Resources of a unit, by its path',
    arrange: steps(
      organize(),
      identity(allow('s3:*', '*', when(any, 'aws:ResourceOrgPaths', [`${path(UNIT)}*`]))),
    ),
    asks: [['a bucket of the unit', read(), 'granted']],
  },
  {
    words: 'An account without an organization has no path, and ForAllValues holds for it',
    arrange: steps(
      organize(),
      bucketPolicy(
        allow('s3:GetObject', OBJECTS, {
          Principal: { AWS: otherAccount },
          ...when('ForAllValues:StringLike', PATHS, [`${path(UNIT)}*`]),
        }),
      ),
    ),
    asks: [['a user of it', read('outsider'), 'granted']],
  },
];

holdsAsGuided('IAM user guide, "AWS global condition context keys": organizations', prepare, EXAMPLES);
