import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  type PutObjectCommandInput,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { account } from '../../../aws/testing/accounts.ts';
import { newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { allow, type Clients, deny, type StatementText } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import { identity } from './people.ts';

interface LockWorld extends World {
  readonly user: Clients;
  readonly version: string;
}
const Bucket = 'vault';
const OBJECTS = `arn:aws:s3:::${Bucket}/*`;
const object = { Bucket, Key: 'k' };
const inDays = (days: number) => new Date(Math.ceil(Date.now() / 1000) * 1000 + days * 86_400_000 - 60_000);

async function prepare(world: World): Promise<LockWorld> {
  const { owner, lab } = world;
  await owner.s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  const lock = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: inDays(5) } as const;
  const version = (await newObject(owner, { ...object, ...lock })).VersionId ?? '';
  return { ...world, user: await lab.user(account, 'user'), version };
}

type Who = 'user' | 'owner';
const retain =
  (days: number, more: object = {}, who: Who = 'user') =>
  (world: LockWorld) =>
    world[who].s3.send(
      new PutObjectRetentionCommand({
        ...object,
        Retention: { Mode: 'GOVERNANCE', RetainUntilDate: inDays(days) },
        ...more,
      }),
    );
const put =
  (more: Partial<PutObjectCommandInput> = {}, who: Who = 'user') =>
  (world: LockWorld) =>
    newObject(world[who], { ...object, Key: 'new', ...more });
const governed = (days: number) =>
  ({ ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: inDays(days) }) as const;
const remove =
  (more: object = {}, who: Who = 'user') =>
  (world: LockWorld) =>
    world[who].s3.send(new DeleteObjectCommand({ ...object, VersionId: world.version, ...more }));
const hold =
  (Status: 'ON' | 'OFF') =>
  ({ user }: LockWorld) =>
    user.s3.send(new PutObjectLegalHoldCommand({ ...object, LegalHold: { Status } }));
const policy =
  (...statements: readonly StatementText[]) =>
  ({ owner }: World) =>
    setBucketPolicy(owner, Bucket, ...statements);
const EVERYBODY = { Principal: '*' };
const bypass = { BypassGovernanceRetention: true };
const DAYS = 's3:object-lock-remaining-retention-days';

const EXAMPLES: readonly Example<LockWorld>[] = [
  {
    words: 'Retention of at most 10 days',
    arrange: policy(
      deny('s3:PutObjectRetention', OBJECTS, { ...EVERYBODY, ...when('NumericGreaterThan', DAYS, '10') }),
    ),
    asks: [
      ['of 9 days', retain(9, {}, 'owner'), 'granted'],
      ['of 20 days', retain(20, {}, 'owner'), 'denied'],
      ['of an upload, of 9 days', put(governed(9), 'owner'), 'granted'],
      ['of an upload, of 20 days', put(governed(20), 'owner'), 'denied'],
    ],
  },
  {
    words: 'Retention of at least 3 days for each upload',
    arrange: policy(
      deny('s3:PutObject', OBJECTS, { ...EVERYBODY, ...when('NumericLessThanIfExists', DAYS, '3') }),
    ),
    asks: [
      ['of 5 days', put(governed(5), 'owner'), 'granted'],
      ['of 1 day', put(governed(1), 'owner'), 'denied'],
      ['without', put({}, 'owner'), 'denied'],
    ],
  },
  {
    words: 'Locks take their own permissions',
    arrange: identity(allow('s3:PutObject', OBJECTS)),
    asks: [
      ['an upload', put(), 'granted'],
      ['an upload with retention', put(governed(1)), 'denied'],
      ['an upload with a legal hold', put({ ObjectLockLegalHoldStatus: 'ON' }), 'denied'],
      ['a legal hold', hold('ON'), 'denied'],
      ['retention', retain(9), 'denied'],
    ],
  },
  {
    words: 'One mode of retention',
    arrange: identity(
      allow(
        ['s3:PutObject', 's3:PutObjectRetention'],
        OBJECTS,
        when('StringEqualsIfExists', 's3:object-lock-mode', 'GOVERNANCE'),
      ),
    ),
    asks: [
      ['that one', put(governed(1)), 'granted'],
      ['the other', put({ ...governed(1), ObjectLockMode: 'COMPLIANCE' }), 'denied'],
      ['a longer retention', retain(9), 'granted'],
      [
        'a longer retention of the other',
        ({ user }) =>
          user.s3.send(
            new PutObjectRetentionCommand({
              ...object,
              Retention: { Mode: 'COMPLIANCE', RetainUntilDate: inDays(20) },
            }),
          ),
        'denied',
      ],
    ],
  },
  {
    words: 'Legal holds may be set, and not be removed',
    arrange: identity(
      allow('s3:PutObjectLegalHold', OBJECTS, when('StringEquals', 's3:object-lock-legal-hold', 'ON')),
    ),
    asks: [
      ['set', hold('ON'), 'granted'],
      ['removed', hold('OFF'), 'denied'],
    ],
  },
  {
    words: 'Retention until a date',
    arrange: identity(
      allow(
        ['s3:PutObjectRetention'],
        OBJECTS,
        when('DateLessThan', 's3:object-lock-retain-until-date', '2020-01-01T00:00:00Z'),
      ),
    ),
    asks: [['later', retain(9), 'denied']],
  },
  {
    words: 'Governance is bypassed with a permission and a header',
    arrange: identity(
      allow(['s3:DeleteObjectVersion', 's3:PutObjectRetention', 's3:BypassGovernanceRetention'], OBJECTS),
    ),
    asks: [
      ['a deletion without the header', remove(), 'denied'],
      ['a shorter retention without the header', retain(1), 'denied'],
      ['a shorter retention with it', retain(1, bypass), 'granted'],
      ['a deletion with it', remove(bypass), 'granted'],
    ],
  },
  {
    words: 'Governance is not bypassed without the permission',
    arrange: identity(allow(['s3:DeleteObjectVersion', 's3:PutObjectRetention'], OBJECTS)),
    asks: [
      ['a deletion', remove(bypass), 'denied'],
      ['a shorter retention', retain(1, bypass), 'denied'],
      ['a longer retention', retain(9), 'granted'],
    ],
  },
  {
    words: 'Reading locks takes their permissions; without them an answer has none',
    arrange: identity(allow('s3:GetObject', OBJECTS)),
    asks: [
      ['the object', ({ user }) => user.s3.send(new GetObjectCommand(object)), 'granted'],
      [
        'the object’s lock is not shown',
        async ({ user }) => {
          const { ObjectLockMode } = await user.s3.send(new HeadObjectCommand(object));
          if (ObjectLockMode !== undefined) throw new Error(ObjectLockMode);
        },
        'granted',
      ],
      ['its retention', ({ user }) => user.s3.send(new GetObjectRetentionCommand(object)), 'denied'],
      ['its legal hold', ({ user }) => user.s3.send(new GetObjectLegalHoldCommand(object)), 'denied'],
      [
        'the lock of the bucket',
        ({ user }) => user.s3.send(new GetObjectLockConfigurationCommand({ Bucket })),
        'denied',
      ],
    ],
  },
  {
    words: 'Reading locks with their permissions',
    arrange: identity(
      allow(['s3:GetObject', 's3:GetObjectRetention'], OBJECTS),
      allow('s3:GetBucketObjectLockConfiguration'),
    ),
    asks: [
      [
        'the object’s lock is shown',
        async ({ user }) => {
          const { ObjectLockMode } = await user.s3.send(new HeadObjectCommand(object));
          if (ObjectLockMode !== 'GOVERNANCE') throw new Error(ObjectLockMode);
        },
        'granted',
      ],
      [
        'the lock of the bucket',
        ({ user }) => user.s3.send(new GetObjectLockConfigurationCommand({ Bucket })),
        'granted',
      ],
      [
        'a new lock of the bucket',
        ({ user }) =>
          user.s3.send(
            new PutObjectLockConfigurationCommand({
              Bucket,
              ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
            }),
          ),
        'denied',
      ],
    ],
  },
];

holdsAsGuided('Amazon S3 user guide, "Locking objects with Object Lock"', prepare, EXAMPLES);
