import { isDeepStrictEqual } from 'node:util';
import type { EmbeddedState } from '../../stores/embedded/embedded-state.ts';
import type { IamState } from '../../stores/embedded/iam/iam-state.ts';
import { shownDocument } from '../../stores/embedded/principals/unique-ids.ts';
import { type AccessControlList, privateAcl } from '../../stores/embedded/s3/buckets/access-control-list.ts';
import type { Bucket } from '../../stores/embedded/s3/buckets/bucket.ts';
import type { ObjectEncryption } from '../../stores/embedded/s3/encryption/object-encryption.ts';
import type { StoredObject, Version } from '../../stores/embedded/s3/objects/version.ts';
import { json, names, pairs, type Thing } from '../thing.ts';

/** The buckets with all versions of their objects, and unfinished uploads. Contents are never shown. */
export function s3Things({ s3: { buckets }, iam }: Pick<EmbeddedState, 's3' | 'iam'>): readonly Thing[] {
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
      ACL: aclText(bucket.acl, bucket.owner),
      tags: pairs(bucket.tags.map(({ Key, Value }) => [Key ?? '', Value ?? ''] as const)),
      CORS: json(bucket.corsRules),
      lifecycle: json(bucket.lifecycleRules),
      'Object Lock': json(bucket.objectLock),
      website: json(bucket.website),
      'access logs': json(bucket.logging),
      'Transfer Acceleration': bucket.acceleration,
      'who pays': bucket.payer,
      ...listedFacts(bucket),
      'smallest object of transitions': bucket.transitionMinimumSize,
    },
    documents: {
      'bucket policy': bucket.policy === undefined ? undefined : shownDocument(iam, bucket.policy),
    },
  };
}

/** The configurations that a bucket keeps under ids. */
function listedFacts({ listed }: Bucket): Thing['facts'] {
  const kinds = Object.entries(listed ?? {}) as [string, ReadonlyMap<string, unknown>][];
  return Object.fromEntries(
    kinds.flatMap(([kind, documents]) =>
      [...documents].map(([id, document]) => [`${kind}: ${id}`, json(document)]),
    ),
  );
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
  const { size, etag, encryption, storageClass, tags, acl, metadata, contentHeaders, lock } = object;
  return {
    size: `${size} bytes`,
    retention: json(lock?.retention),
    'legal hold': lock?.legalHold,
    ETag: etag,
    encryption: encryptionText(encryption),
    'storage class': storageClass,
    tags: pairs(tags.map(({ Key, Value }) => [Key ?? '', Value ?? ''] as const)),
    ACL: aclText(acl, object.owner),
    metadata: hidden(metadata),
    headers: hidden(contentHeaders),
  };
}

/** The names of members that are given; their values are compared and not shown. */
function hidden(values: object) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const shown = names(given.map(([name]) => name));
  return shown === undefined ? undefined : { shown, value: JSON.stringify(given) };
}

/** The grants of an ACL; undefined for full control of the owner alone, with which everything begins. */
function aclText(acl: AccessControlList, owner: string): string | undefined {
  if (isDeepStrictEqual(acl, privateAcl(owner))) return undefined;
  return names(
    acl.map(({ Grantee, Permission }) => `${Permission} for ${Grantee?.URI ?? Grantee?.ID ?? ''}`),
  );
}

function encryptionText(encryption: ObjectEncryption): string {
  if (!('keyArn' in encryption)) return encryption.algorithm;
  const { algorithm, keyArn, bucketKeyEnabled, callerContext } = encryption;
  const context = pairs(Object.entries(callerContext));
  return [algorithm, keyArn, bucketKeyEnabled ? 'with a Bucket Key' : '', context ?? '']
    .filter((word) => word !== '')
    .join(', ');
}
