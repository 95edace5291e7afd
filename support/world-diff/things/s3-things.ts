import type { IamState } from '../../stores/embedded/iam/iam-state.ts';
import { shownDocument } from '../../stores/embedded/principals/unique-ids.ts';
import type { Bucket } from '../../stores/embedded/s3/buckets/bucket.ts';
import type { ObjectEncryption } from '../../stores/embedded/s3/encryption/object-encryption.ts';
import type { StoredObject, Version } from '../../stores/embedded/s3/objects/version.ts';
import type { S3State } from '../../stores/embedded/s3/s3-state.ts';
import { json, names, pairs, type Thing } from '../thing.ts';

/** The buckets with all versions of their objects, and unfinished uploads. Contents are never shown. */
export function s3Things({ buckets }: S3State, iam: IamState): readonly Thing[] {
  return [...buckets.values()].flatMap((bucket) => [
    bucketThing(bucket, iam),
    ...[...bucket.objects.values()].flatMap(({ key, versions }) =>
      versions.map((version) => versionThing(`s3://${bucket.name}/${key}`, version)),
    ),
    ...[...bucket.uploads.values()].map(
      ({ id, key, parts, encryption }): Thing => ({
        ...{ kind: 'multipart upload', name: `s3://${bucket.name}/${key} (${id})` },
        facts: { parts: String(parts.size), encryption: encryptionText(encryption) },
      }),
    ),
  ]);
}

function bucketThing(bucket: Bucket, iam: IamState): Thing {
  const { ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled, ...others } = bucket.encryption;
  return {
    ...{ kind: 'bucket', name: bucket.name },
    facts: {
      id: { shown: 'that of a bucket made at another time', value: bucket.id },
      owner: bucket.owner,
      region: bucket.region,
      versioning: bucket.versioning,
      encryption: names(
        [
          byDefault?.SSEAlgorithm ?? '',
          byDefault?.KMSMasterKeyID ?? '',
          BucketKeyEnabled === true ? 'with a Bucket Key' : '',
        ].filter((word) => word !== ''),
      ),
      'other rules of encryption': json(Object.keys(others).length === 0 ? undefined : others),
      'Block Public Access': json(bucket.publicAccessBlock),
      'object ownership': bucket.ownershipControls?.Rules?.map(
        ({ ObjectOwnership }) => ObjectOwnership,
      ).join(),
      ACL: json(bucket.acl),
      tags: pairs(bucket.tags.map(({ Key, Value }) => [Key ?? '', Value ?? ''] as const)),
      CORS: json(bucket.corsRules),
      lifecycle: json(bucket.lifecycleRules),
      'smallest object of transitions': bucket.transitionMinimumSize,
    },
    documents: {
      'bucket policy': bucket.policy === undefined ? undefined : shownDocument(iam, bucket.policy),
    },
  };
}

function versionThing(url: string, version: Version): Thing {
  const { versionId, owner } = version;
  return {
    ...{ kind: 'object', name: versionId === 'null' ? url : `${url} (version ${versionId})` },
    facts: {
      written: version.lastModified.toISOString(),
      owner,
      ...(version.kind === 'object' ? objectFacts(version) : { 'delete marker': 'yes' }),
    },
  };
}

function objectFacts(object: StoredObject): Thing['facts'] {
  const { size, etag, encryption, storageClass, tags, acl, metadata, contentHeaders } = object;
  return {
    size: `${size} bytes`,
    ETag: etag,
    encryption: encryptionText(encryption),
    'storage class': storageClass,
    tags: pairs(tags.map(({ Key, Value }) => [Key ?? '', Value ?? ''] as const)),
    ACL: json(acl),
    metadata: hidden(names(Object.keys(metadata)), metadata),
    headers: hidden(names(Object.keys(contentHeaders)), contentHeaders),
  };
}

/** The names of members, whose values are compared and not shown. */
function hidden(shown: string | undefined, values: object) {
  return shown === undefined ? undefined : { shown, value: JSON.stringify(values) };
}

function encryptionText(encryption: ObjectEncryption): string {
  if (!('keyArn' in encryption)) return encryption.algorithm;
  const { algorithm, keyArn, bucketKeyEnabled, callerContext } = encryption;
  const context = pairs(Object.entries(callerContext));
  return [algorithm, keyArn, bucketKeyEnabled ? 'with a Bucket Key' : '', context ?? '']
    .filter((word) => word !== '')
    .join(', ');
}
