import {
  GetBucketAbacCommand,
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
} from '@aws-sdk/client-s3';
import { knownOrNone } from '../world/known-or-denying.ts';
import { UNKNOWN_KEY, unknownResourcePolicy } from '../world/stand-in-policies.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { UNREAD_TAGS } from '../world/unread-tags.ts';
import { keyReference } from './key-reference.ts';
import { type LiveAccount, originIn, tagsIn } from './live-account.ts';
import { livePolicy } from './live-policy.ts';
import { ALL_ON, publicAccessBeside, publicAccessOf } from './public-access.ts';

/** Reads a bucket, with all that bears on access to it. False if it is not the account's. */
export async function readBucket(account: LiveAccount, name: string): Promise<boolean> {
  const { builder } = account;
  if (!(await isOf(account, name))) return false;
  const arn = `arn:aws:s3:::${name}`;
  const place = originIn(account, arn);
  const { policy, encryption, ownership, access, versioning, abac, tags } = await answersOf(account, name);
  await noteObjectLock(account, name);
  const rule = known(encryption)?.ServerSideEncryptionConfiguration?.Rules?.[0];
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  const algorithm = byDefault?.SSEAlgorithm;
  if (algorithm === 'aws:kms:dsse')
    builder.gaps.add(
      { ...place, property: 'SSEAlgorithm' },
      `keyhole does not have ${algorithm}`,
      'it is SSE-KMS with the same key here',
    );
  const isKms = algorithm === 'aws:kms' || algorithm === 'aws:kms:dsse';
  const key = isKms ? await keyReference(account, byDefault?.KMSMasterKeyID ?? 'alias/aws/s3') : undefined;
  const document = policy instanceof UnknownValue ? policy : policy?.Policy;
  const denying = unknownResourcePolicy('s3', arn);
  const text = knownOrNone(livePolicy(document), denying, { place, gaps: builder.gaps });
  builder.buckets.push({
    origin: place,
    account: account.name,
    name,
    policy: text,
    encryption: encryption instanceof UnknownValue ? UNKNOWN_KEY : key,
    bucketKey: rule?.BucketKeyEnabled ?? false,
    // A bucket without the setting is as all were before 2021.
    objectOwnership:
      ownership instanceof UnknownValue
        ? undefined
        : (ownership?.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? 'ObjectWriter'),
    publicAccess: publicAccessBeside(
      access instanceof UnknownValue ? ALL_ON : publicAccessOf(access?.PublicAccessBlockConfiguration),
      { policy: text, place, gaps: builder.gaps },
    ),
    versioning: known(versioning)?.Status === 'Enabled',
    abac: known(abac)?.AbacStatus?.Status === 'Enabled',
    tags: tagsIn(known(tags)?.TagSet),
    tagsAreUnknown: tags instanceof UnknownValue || abac instanceof UnknownValue,
  });
  return true;
}

/** True unless S3 says that the account has no such bucket. A refusal may come from a bucket policy of the account, too. */
async function isOf({ clients, id }: LiveAccount, Bucket: string): Promise<boolean> {
  try {
    await clients.s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: id }));
    return true;
  } catch (cause) {
    return Object(Object(cause).$metadata).httpStatusCode !== 404;
  }
}

function known<T>(answer: T | UnknownValue | undefined): T | undefined {
  return answer instanceof UnknownValue ? undefined : answer;
}

/** The answers about a bucket: each undefined if there is none, and unknown if it was refused. */
async function answersOf(account: LiveAccount, name: string) {
  const { s3 } = account.clients;
  const origin = originIn(account, `arn:aws:s3:::${name}`);
  const of = { Bucket: name, ExpectedBucketOwner: account.id };
  const ask = <Answer>(operation: string, row: Row, send: () => Promise<Answer>) =>
    account.reading.ask({ origin, operation, ...row }, send);
  return {
    policy: await ask('s3:GetBucketPolicy', ROWS.policy, () => s3.send(new GetBucketPolicyCommand(of))),
    encryption: await ask('s3:GetEncryptionConfiguration', ROWS.encryption, () =>
      s3.send(new GetBucketEncryptionCommand(of)),
    ),
    ownership: await ask('s3:GetBucketOwnershipControls', ROWS.ownership, () =>
      s3.send(new GetBucketOwnershipControlsCommand(of)),
    ),
    access: await ask('s3:GetBucketPublicAccessBlock', ROWS.access, () =>
      s3.send(new GetPublicAccessBlockCommand(of)),
    ),
    versioning: await ask('s3:GetBucketVersioning', ROWS.versioning, () =>
      s3.send(new GetBucketVersioningCommand(of)),
    ),
    abac: await ask('s3:GetBucketAbac', abacRow(account), () => s3.send(new GetBucketAbacCommand(of))),
    tags: await ask('s3:GetBucketTagging', ROWS.tags, () => s3.send(new GetBucketTaggingCommand(of))),
  };
}

/** An emulator that does not know attribute-based access control has no bucket with it. */
function abacRow({ endpoint }: LiveAccount): Row {
  const absent = endpoint === undefined ? [] : ['NotImplemented'];
  return { absent, consequence: UNREAD_TAGS };
}

/** Lists a bucket with Object Lock, which a scenario does not have. An emulator without Object Lock has no such bucket. */
async function noteObjectLock(account: LiveAccount, Bucket: string): Promise<void> {
  const { clients, builder, endpoint, id, reading } = account;
  const origin = originIn(account, `arn:aws:s3:::${Bucket}`);
  const consequence = 'deletions that it refuses are allowed here';
  const absent = [
    'ObjectLockConfigurationNotFoundError',
    ...(endpoint === undefined ? [] : ['NotImplemented']),
  ];
  const answer = await reading.ask(
    { origin, operation: 's3:GetBucketObjectLockConfiguration', absent, consequence },
    () => clients.s3.send(new GetObjectLockConfigurationCommand({ Bucket, ExpectedBucketOwner: id })),
  );
  if (known(answer)?.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled')
    builder.gaps.add(origin, 'the bucket has Object Lock', consequence);
}

/** The errors that say there is none, and what follows from a refusal. */
interface Row {
  readonly absent: readonly string[];
  readonly consequence: string;
}

const ROWS = {
  policy: { absent: ['NoSuchBucketPolicy'], consequence: 'a policy that denies everything stands for it' },
  encryption: {
    absent: ['ServerSideEncryptionConfigurationNotFoundError'],
    consequence: 'a key that no principal may use stands for it',
  },
  ownership: { absent: ['OwnershipControlsNotFoundError'], consequence: 'ACLs are disabled here' },
  access: {
    absent: ['NoSuchPublicAccessBlockConfiguration'],
    consequence: 'all its settings are on: public access is denied here',
  },
  versioning: { absent: [], consequence: 'it has no versions here' },
  tags: { absent: ['NoSuchTagSet'], consequence: UNREAD_TAGS },
} satisfies Record<string, Row>;
