import fc from 'fast-check';
import {
  arnOfRole,
  arnOfSession,
  arnOfUser,
  BUCKET_ARN,
  OWNER,
  PARTNER,
  pointArn,
  REGION,
  rootOf,
  STRANGER,
} from './names.ts';
import type { PlainStatement } from './statements.ts';

/** A statement whose conditions are not yet chosen: numbers stand for those of a family. */
export interface Draft extends PlainStatement {
  readonly picks?: readonly number[];
}
export type Drafts = readonly Draft[];

/** One condition or two, or none. */
const some = (none = 1) =>
  fc.oneof(
    { weight: none, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }).map((picks) => ({ picks })) },
  );

const effect = (denials: number) =>
  fc.oneof(
    { weight: 10 - denials, arbitrary: fc.constant({ Effect: 'Allow' }) },
    { weight: denials, arbitrary: fc.constant({ Effect: 'Deny' }) },
  );

const statement = (...parts: readonly fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((all): Draft => Object.assign({}, ...all));

const ON_OBJECTS = ['GetObject', 'GetObjectVersion', 'GetObjectTagging', 'PutObject', 'PutObjectTagging']
  .concat('DeleteObject')
  .map((name) => `s3:${name}`);
const ON_BUCKETS = ['ListBucket', 'Get*', 'List*', 'TagResource', 'UntagResource', 'PutBucketTagging']
  .concat('CreateBucket', 'putobject*')
  .map((name) => `s3:${name}`);
const actions = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('*', 's3:*', ['s3:*', 'kms:*'], ['s3:*', 'kms:*']) },
  fc.subarray([...ON_OBJECTS, ...ON_BUCKETS], { minLength: 1, maxLength: 4 }),
);
const covering = fc
  .tuple(fc.constantFrom('Action', 'Action', 'Action', 'NotAction'), actions)
  .map(([name, value]) => ({ [name]: value }));

const OF_BUCKET = [BUCKET_ARN, `${BUCKET_ARN}/*`];
const POINTS = [OWNER, PARTNER].map(pointArn);
const EVERY = [...OF_BUCKET, ...POINTS, ...POINTS.map((arn) => `${arn}/object/*`)];
const resources = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<string | readonly string[]>('*', EVERY) },
  fc.constantFrom<string | readonly string[]>(
    ...[OF_BUCKET, `${BUCKET_ARN}*`, BUCKET_ARN, `${BUCKET_ARN}/in/*`, 'arn:aws:s3:::*'],
    `${BUCKET_ARN}/\${aws:username}/*`,
    `${BUCKET_ARN}/\${aws:PrincipalTag/team}/*`,
    `arn:aws:s3:${REGION}:*:accesspoint/*`,
    POINTS.flatMap((arn) => [arn, `${arn}/object/in/*`]),
    ['arn:aws:kms:*:*:key/*', 'arn:aws:s3:::*'],
  ),
);

const NAMES = [
  ...[OWNER, PARTNER, STRANGER].map(rootOf),
  ...[PARTNER, arnOfUser('ana'), arnOfUser('bob')],
  ...[arnOfRole('rex'), arnOfRole('kim'), arnOfSession('rex'), arnOfSession('kim')],
];
const someNames = fc.subarray(NAMES, { minLength: 1, maxLength: 3 });
const principals = fc.oneof(
  fc.constantFrom<object>({ Principal: '*' }, { Principal: { AWS: '*' } }),
  someNames.map((AWS) => ({ Principal: { AWS } })),
);

const FULL: Drafts = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

const ofIdentity = statement(
  effect(2),
  covering,
  fc
    .tuple(fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'), resources)
    .map(([name, value]) => ({ [name]: value })),
  some(),
);
/** The policy of a user or role. */
export const identity = fc
  .tuple(fc.array(ofIdentity, { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([more, isOpen]): Drafts => (isOpen ? [...FULL, ...more] : more));
/** A permissions boundary or session policy, or none. */
export const limit = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, identity);

/** The policy of the bucket or of an access point. */
export function resourcePolicy(of: string, objects: string) {
  const covered = fc.oneof(
    fc
      .constantFrom<string | readonly string[]>('*', 's3:*', ['s3:Get*', 's3:List*'])
      .map((Action) => ({ Action, Resource: [of, objects] })),
    fc
      .tuple(
        fc.subarray(ON_OBJECTS, { minLength: 1 }),
        fc.constantFrom(objects, objects.replace(/\*$/, 'in/*')),
      )
      .map(([Action, Resource]) => ({ Action, Resource })),
    fc.constant({ Action: ['s3:ListBucket'], Resource: of }),
    fc
      .subarray(ON_OBJECTS, { minLength: 1, maxLength: 2 })
      .map((NotAction) => ({ NotAction, Resource: [of, objects] })),
  );
  const usual = statement(effect(2), principals, covered, some());
  const except = statement(
    covered,
    someNames.map((AWS) => ({ Effect: 'Deny', NotPrincipal: { AWS } })),
  );
  const one = fc.oneof({ weight: 9, arbitrary: usual }, except);
  return fc.array(one, { maxLength: 3 });
}

/** The policy of a key, which leaves its use to the policies of its account. */
export const keyPolicy = (owner: string) => {
  const used = fc.constantFrom<string | readonly string[]>('kms:*', 'kms:Decrypt', 'kms:GenerateDataKey*', [
    'kms:Decrypt',
    'kms:GenerateDataKey',
  ]);
  const onKey = used.map((Action) => ({ Action, Resource: '*' }));
  return fc
    .array(statement(effect(2), principals, onKey, some()), { maxLength: 3 })
    .map(
      (more): Drafts => [
        { Effect: 'Allow', Principal: { AWS: rootOf(owner) }, Action: 'kms:*', Resource: '*' },
        ...more,
      ],
    );
};

/** An Allow of a service control policy is about every resource, and has no condition. */
const ofLevel = statement(
  effect(6),
  covering,
  fc.constantFrom<object>({ Resource: '*' }, { Resource: OF_BUCKET }),
  some(),
).map(
  ({ Effect, Action = '*', ...more }): Draft =>
    Effect === 'Allow'
      ? { Effect, Action, Resource: '*' }
      : { Effect, ...(more.NotAction === undefined && { Action }), ...more },
);
/** The service control policies of one level. */
export const controls = fc.oneof(
  { weight: 20, arbitrary: fc.constant(FULL) },
  fc.array(ofLevel, { minLength: 1, maxLength: 2 }).map((more): Drafts => [...FULL, ...more]),
  fc.array(ofLevel, { minLength: 1, maxLength: 2 }),
);
/** The resource control policies of one level. */
export const resourceControls = fc.oneof(
  { weight: 10, arbitrary: fc.constant<Drafts>([]) },
  fc.array(
    statement(
      fc.constant({ Effect: 'Deny', Principal: '*' }),
      fc.constantFrom<object>(
        ...[
          { Action: 's3:*' },
          { Action: ['s3:GetObject', 'kms:Decrypt'] },
          { Action: ['s3:PutObject', 'kms:*'] },
        ],
      ),
      fc.constantFrom<object>(
        { Resource: '*' },
        { Resource: OF_BUCKET },
        { NotResource: `${BUCKET_ARN}/in/*` },
      ),
      some(0),
    ),
    { minLength: 1, maxLength: 2 },
  ),
);
/** The policy of the VPC endpoint, or none. */
export const endpoint = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  fc.array(
    statement(
      ...[effect(2), fc.constant({ Principal: '*' })],
      fc.constantFrom<object>({ Action: '*' }, { Action: 's3:*' }, { Action: 's3:Get*' }),
      fc.constantFrom<object>({ Resource: '*' }, { Resource: OF_BUCKET }),
      some(),
    ),
    { minLength: 1, maxLength: 2 },
  ),
);
