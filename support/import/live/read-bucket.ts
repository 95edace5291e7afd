import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { PublicAccess } from '../world/imported-world.ts';
import { knownOrNone } from '../world/known-or-denying.ts';
import { unknownResourcePolicy } from '../world/stand-in-policies.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { type LiveAccount, originIn, tagsIn } from './live-account.ts';
import { livePolicy } from './live-policy.ts';

const OFF: PublicAccess = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

/** The id of no key: an upload under it fails, as no key can be told. */
const UNKNOWN_KEY = '00000000-0000-0000-0000-000000000000';

/** Reads a bucket of the account, with all that bears on access to it. */
export async function readBucket(account: LiveAccount, name: string): Promise<void> {
  const { builder, clients, reading } = account;
  const arn = `arn:aws:s3:::${name}`;
  const origin = originIn(account, arn);
  const of = { Bucket: name, ExpectedBucketOwner: account.id };
  const ask = (operation: string, absent: string, consequence: string) => ({
    origin,
    operation,
    absent: [absent],
    consequence,
  });
  const policy = await reading.ask(
    ask('s3:GetBucketPolicy', 'NoSuchBucketPolicy', 'a policy that denies everything stands for it'),
    () => clients.s3.send(new GetBucketPolicyCommand(of)),
  );
  const encryption = await reading.ask(
    ask(
      's3:GetEncryptionConfiguration',
      'ServerSideEncryptionConfigurationNotFoundError',
      'a key that does not exist stands for it: uploads fail here',
    ),
    () => clients.s3.send(new GetBucketEncryptionCommand(of)),
  );
  const ownership = await reading.ask(
    ask('s3:GetBucketOwnershipControls', 'OwnershipControlsNotFoundError', 'ACLs are disabled here'),
    () => clients.s3.send(new GetBucketOwnershipControlsCommand(of)),
  );
  const access = await reading.ask(
    ask(
      's3:GetBucketPublicAccessBlock',
      'NoSuchPublicAccessBlockConfiguration',
      'all its settings are off here',
    ),
    () => clients.s3.send(new GetPublicAccessBlockCommand(of)),
  );
  const versioning = await reading.ask(ask('s3:GetBucketVersioning', '', 'it has no versions here'), () =>
    clients.s3.send(new GetBucketVersioningCommand(of)),
  );
  const tags = await reading.ask(
    ask('s3:GetBucketTagging', 'NoSuchTagSet', 'conditions on its tags decide as if they were missing'),
    () => clients.s3.send(new GetBucketTaggingCommand(of)),
  );
  const known = <T>(answer: T | UnknownValue | undefined): T | undefined =>
    answer instanceof UnknownValue ? undefined : answer;
  const rule = known(encryption)?.ServerSideEncryptionConfiguration?.Rules?.[0];
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  const key = byDefault?.SSEAlgorithm === 'aws:kms' ? (byDefault.KMSMasterKeyID ?? 'aws:kms') : undefined;
  const document = policy instanceof UnknownValue ? policy : policy?.Policy;
  builder.buckets.push({
    origin,
    account: account.name,
    name,
    policy: knownOrNone(livePolicy(document), unknownResourcePolicy('s3', arn), {
      place: origin,
      gaps: builder.gaps,
    }),
    encryption: encryption instanceof UnknownValue ? UNKNOWN_KEY : key,
    bucketKey: rule?.BucketKeyEnabled ?? false,
    objectOwnership: known(ownership)?.OwnershipControls?.Rules?.[0]?.ObjectOwnership,
    publicAccess: { ...OFF, ...definedOf(known(access)?.PublicAccessBlockConfiguration) },
    versioning: known(versioning)?.Status === 'Enabled',
    tags: tagsIn(known(tags)?.TagSet),
  });
}

function definedOf(settings: object | undefined): Partial<PublicAccess> {
  return Object.fromEntries(Object.entries(settings ?? {}).filter(([, on]) => on !== undefined));
}
