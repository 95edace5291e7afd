import { randomUUID } from 'node:crypto';
import type {
  BucketAccelerateStatus,
  CORSRule,
  LifecycleRule,
  LoggingEnabled,
  ObjectLockConfiguration,
  OwnershipControls,
  Payer,
  PublicAccessBlockConfiguration,
  ServerSideEncryptionRule,
  Tag,
  TransitionDefaultMinimumObjectSize,
  WebsiteConfiguration,
} from '@aws-sdk/client-s3';
import type { CompletedUpload, Upload } from '../multipart/upload.ts';
import { KeyIndex } from '../objects/key-index.ts';
import type { Version } from '../objects/version.ts';
import { thisSecond } from '../this-second.ts';
import type { AccessControlList } from './access-control-list.ts';
import type { ListedConfigurations } from './configurations-by-id.ts';

/** The versions of a key, the newest last; at least one. */
export interface KeyHistory {
  readonly key: string;
  readonly versions: Version[];
}

/** A bucket: its owner, its settings and its contents. */
export interface Bucket {
  readonly name: string;
  /** An id that differs from that of a later bucket of the same name. */
  readonly id: string;
  /** The account that created it. */
  readonly owner: string;
  readonly region: string;
  /** The location constraint that it was created with, if that is the older name of its Region. */
  readonly constraint?: 'EU';
  readonly created: Date;
  readonly objects: KeyIndex<KeyHistory>;
  /** Unfinished multipart uploads by their id, in the order they were begun. */
  readonly uploads: Map<string, Upload>;
  /** The last uploads that were completed, by their id. */
  readonly completions: Map<string, CompletedUpload>;
  versioning: 'Enabled' | 'Suspended' | undefined;
  encryption: ServerSideEncryptionRule;
  /** The bucket policy, byte for byte as it was put. */
  policy: string | undefined;
  publicAccessBlock: PublicAccessBlockConfiguration | undefined;
  ownershipControls: OwnershipControls | undefined;
  acl: AccessControlList;
  tags: readonly Tag[];
  corsRules: readonly CORSRule[];
  lifecycleRules: readonly LifecycleRule[];
  website?: WebsiteConfiguration | undefined;
  logging?: LoggingEnabled | undefined;
  acceleration?: BucketAccelerateStatus | undefined;
  /** Undefined if it was never set: then the bucket owner pays. */
  payer?: Payer | undefined;
  listed?: ListedConfigurations;
  /** Object Lock, and the default retention; undefined if the bucket does not have it. */
  objectLock?: ObjectLockConfiguration | undefined;
  /** The smallest objects that lifecycle rules move to another storage class. */
  transitionMinimumSize: TransitionDefaultMinimumObjectSize;
}

/** SSE-S3 without a Bucket Key: the default of every bucket. */
export const DEFAULT_ENCRYPTION: ServerSideEncryptionRule = {
  ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
  BucketKeyEnabled: false,
};

/** The minimum size for transitions unless a request sets another. */
export const DEFAULT_MINIMUM_SIZE: TransitionDefaultMinimumObjectSize = 'all_storage_classes_128K';

/** The members of a new bucket. */
export interface NewBucket extends Pick<Bucket, 'name' | 'owner' | 'region' | 'constraint' | 'acl' | 'tags'> {
  /** True for a bucket with Object Lock, which always has versioning. */
  readonly locks: boolean;
  readonly ownership: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';
}

/**
 * An empty bucket as S3 makes one today: SSE-S3, all public access blocked.
 *
 * Source: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage" and "Controlling ownership of
 * objects and disabling ACLs for your bucket".
 */
export function newBucket(wanted: NewBucket): Bucket {
  const { ownership, locks, ...bucket } = wanted;
  return {
    ...bucket,
    id: randomUUID(),
    created: thisSecond(),
    objects: new KeyIndex(),
    uploads: new Map(),
    completions: new Map(),
    versioning: locks ? 'Enabled' : undefined,
    ...(locks && { objectLock: { ObjectLockEnabled: 'Enabled' } }),
    encryption: DEFAULT_ENCRYPTION,
    policy: undefined,
    publicAccessBlock: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
    ownershipControls: { Rules: [{ ObjectOwnership: ownership }] },
    corsRules: [],
    lifecycleRules: [],
    transitionMinimumSize: DEFAULT_MINIMUM_SIZE,
  };
}

/** `arn:aws:s3:::bucket` */
export function bucketArn({ name }: Pick<Bucket, 'name'>): string {
  return `arn:aws:s3:::${name}`;
}
