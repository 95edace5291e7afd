import { findBucket } from '../buckets/find-bucket.ts';
import { entriesAskedFor } from '../listing/list-request.ts';
import { checksumMembers } from '../objects/checksums.ts';
import { ownerOf } from '../owner.ts';
import type { S3Operation } from '../s3-operation.ts';
import { findUpload } from './find-upload.ts';

/** The parts of an unfinished upload, by number. */
export const listParts: S3Operation<'ListParts'> = (input, context) => {
  const bucket = findBucket(input, context);
  const upload = findUpload(bucket, input);
  const most = entriesAskedFor(input.MaxParts);
  const marker = Number(input.PartNumberMarker ?? 0);
  const rest = [...upload.parts.values()]
    .filter((part) => part.number > marker)
    .sort((a, b) => a.number - b.number);
  const page = rest.slice(0, most);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.id,
    Initiator: upload.initiator,
    Owner: ownerOf(upload.owner),
    StorageClass: upload.storageClass,
    PartNumberMarker: `${marker}`,
    NextPartNumberMarker: `${page.at(-1)?.number ?? 0}`,
    MaxParts: most,
    IsTruncated: most > 0 && rest.length > page.length,
    ...(upload.checksumAlgorithm && {
      ChecksumAlgorithm: upload.checksumAlgorithm,
      ChecksumType: upload.checksumType,
    }),
    ...(page.length > 0 && {
      Parts: page.map((part) => ({
        PartNumber: part.number,
        LastModified: part.lastModified,
        ETag: part.etag,
        Size: part.content.size,
        ...(upload.checksumAlgorithm && checksumMembers(part.checksum)),
      })),
    }),
  };
};
