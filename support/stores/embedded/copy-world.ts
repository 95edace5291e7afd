import { copyDynamodbState } from './dynamodb/dynamodb-state.ts';
import { copyGrants } from './kms/grants.ts';
import type { Bucket } from './s3/buckets/bucket.ts';
import { KeyIndex } from './s3/objects/key-index.ts';
import { createS3State, type S3State } from './s3/s3-state.ts';
import type { World } from './world.ts';

/**
 * A world like another, which goes its own way from here: what is done in one is not seen in the other.
 * Key material is shared, since it never changes. Throws TypeError where a bucket holds objects: contents are not copied.
 */
export function copyWorld({ s3, kms, iam, sts, secretsmanager, dynamodb }: World): World {
  // Sessions refer to users: both sides of the reference must be copied at once.
  const identities = structuredClone({ iam, sts });
  return {
    s3: { ...createS3State(), buckets: copyBuckets(s3) },
    // Records of KMS and Secrets Manager are replaced, never changed in place, so that the maps are all there is to copy.
    kms: {
      keys: new Map(kms.keys),
      arnsByFingerprint: new Map(kms.arnsByFingerprint),
      aliases: new Map(kms.aliases),
      grants: copyGrants(kms.grants),
      imports: new Map(kms.imports),
      now: kms.now,
    },
    secretsmanager: { secrets: new Map(secretsmanager.secrets), now: secretsmanager.now },
    ...identities,
    dynamodb: copyDynamodbState(dynamodb),
  };
}

function copyBuckets({ buckets }: S3State): Map<string, Bucket> {
  return new Map([...buckets].map(([name, bucket]) => [name, copyBucket(bucket)]));
}

/** What is set on a bucket is replaced as a whole, never changed in place. */
function copyBucket(bucket: Bucket): Bucket {
  if (bucket.objects.size > 0 || bucket.uploads.size > 0) {
    throw new TypeError(
      `The bucket ${bucket.name} is not empty: worlds are copied before anything is stored in them`,
    );
  }
  return { ...bucket, objects: new KeyIndex(), uploads: new Map() };
}
