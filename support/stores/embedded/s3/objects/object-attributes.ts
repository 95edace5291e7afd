import type { GetObjectAttributesParts } from '@aws-sdk/client-s3';
import { unquoted } from '../../../../aws/entity-tags.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import { customerKeyOf } from '../encryption/customer-key.ts';
import { refuseUnfitKey } from '../encryption/data-key.ts';
import type { S3Input, S3Operation } from '../s3-operation.ts';
import { type Checksum, checksumMembers, typedChecksumMembers } from './checksums.ts';
import { keyOf } from './content-headers.ts';
import { findObject, versionMember } from './history.ts';
import type { StoredObject } from './version.ts';

const MOST_PARTS = 1000;

/** GetObjectAttributes: only the requested attributes, with the ETag without quotes. */
export const getObjectAttributes: S3Operation<'GetObjectAttributes'> = (input, context) => {
  const bucket = findBucket(input, context);
  const asked = input.ObjectAttributes ?? [];
  const object = findObject(bucket, { key: keyOf(input), versionId: input.VersionId, method: 'GET' });
  refuseUnfitKey(object.encryption, customerKeyOf(input));
  return {
    LastModified: object.lastModified,
    ...versionMember(bucket, object.versionId),
    ...(asked.includes('ETag') && { ETag: unquoted(object.etag) }),
    ...(asked.includes('Checksum') &&
      object.checksum && { Checksum: typedChecksumMembers(uncounted(object.checksum)) }),
    ...(asked.includes('ObjectParts') && object.multipart && { ObjectParts: partsOf(input, object) }),
    ...(asked.includes('StorageClass') && { StorageClass: object.storageClass }),
    ...(asked.includes('ObjectSize') && { ObjectSize: object.size }),
  };
};

/** Only GetObjectAttributes gives a composite checksum without the number of parts. */
function uncounted(checksum: Checksum): Checksum {
  return { ...checksum, value: checksum.value.replace(/-\d+$/, '') };
}

/** Parts are listed only if they have checksums of their own. */
function partsOf(input: S3Input<'GetObjectAttributes'>, object: StoredObject): GetObjectAttributesParts {
  const TotalPartsCount = object.parts.length;
  if (object.checksum?.type !== 'COMPOSITE') return { TotalPartsCount };
  const marker = Number(input.PartNumberMarker ?? 0);
  const most = Math.min(input.MaxParts ?? MOST_PARTS, MOST_PARTS);
  const rest = object.parts.filter((part) => part.number > marker);
  const page = rest.slice(0, most);
  return {
    TotalPartsCount,
    PartNumberMarker: `${marker}`,
    NextPartNumberMarker: `${page.at(-1)?.number ?? 0}`,
    MaxParts: most,
    IsTruncated: rest.length > page.length,
    Parts: page.map((part) => ({
      PartNumber: part.number,
      Size: part.content.size,
      ...checksumMembers(part.checksum),
    })),
  };
}
