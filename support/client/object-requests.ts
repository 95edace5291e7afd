import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type ObjectCannedACL,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
  UpdateObjectEncryptionCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { ObjectName } from '../aws/object-reference.ts';
import type { AnswerParts } from './answer-parts.ts';

/**
 * The encryption that a write asks for. A text is `AES256`, `aws:kms` without a key, or a reference to a key.
 * `keyAlone` is a reference without the header for `aws:kms`.
 */
export type RequestedEncryption = string | { readonly keyAlone: string };

/** The content of a new object, and the headers that a write sends. */
export interface NewObject {
  readonly content: string;
  readonly encryption?: RequestedEncryption | undefined;
  readonly acl?: ObjectCannedACL | undefined;
}

/** PutObject in one request. No header is sent for what is not asked for. */
export async function putObject(
  s3: S3Client,
  place: ObjectName,
  { content, encryption, acl }: NewObject,
): Promise<AnswerParts> {
  await s3.send(new PutObjectCommand({ ...place, Body: content, ACL: acl, ...headersFor(encryption) }));
  return { written: { place, content } };
}

/** GetObject: reads the body to its end. */
export async function getObject(s3: S3Client, place: ObjectName): Promise<AnswerParts> {
  const { Body } = await s3.send(new GetObjectCommand(place));
  return { content: await Body?.transformToString() };
}

/** HeadObject: returns the encryption. */
export async function headObject(s3: S3Client, place: ObjectName): Promise<AnswerParts> {
  const { SSEKMSKeyId, ServerSideEncryption } = await s3.send(new HeadObjectCommand(place));
  return { encryption: ServerSideEncryption === 'aws:kms' ? SSEKMSKeyId : ServerSideEncryption };
}

/** PutObjectAcl with a canned ACL; without one with `private`, which grants access to the owner only. */
export async function putObjectAcl(
  s3: S3Client,
  place: ObjectName,
  acl: ObjectCannedACL = 'private',
): Promise<AnswerParts> {
  await s3.send(new PutObjectAclCommand({ ...place, ACL: acl }));
  return {};
}

/** DeleteObject. */
export async function deleteObject(s3: S3Client, place: ObjectName): Promise<AnswerParts> {
  await s3.send(new DeleteObjectCommand(place));
  return { deleted: place };
}

/** CopyObject of an object onto itself. No encryption header is sent without `encryption`. */
export async function copyInPlace(
  s3: S3Client,
  place: ObjectName,
  encryption?: RequestedEncryption,
): Promise<AnswerParts> {
  // S3 refuses a copy onto itself that changes nothing; replacing the metadata is the customary change.
  const source = {
    CopySource: `${place.Bucket}/${encodeURIComponent(place.Key)}`,
    MetadataDirective: 'REPLACE',
  } as const;
  await s3.send(new CopyObjectCommand({ ...place, ...source, ...headersFor(encryption) }));
  return {};
}

/** CreateMultipartUpload under the bucket's default encryption. */
export async function startMultipartUpload(s3: S3Client, place: ObjectName): Promise<AnswerParts> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(place));
  return { uploadId: UploadId };
}

/** UploadPart: uploads the first part of an upload. */
export async function uploadPart(
  s3: S3Client,
  place: ObjectName,
  uploadId: string,
  content: string,
): Promise<AnswerParts> {
  await s3.send(new UploadPartCommand({ ...place, UploadId: uploadId, PartNumber: 1, Body: content }));
  return {};
}

/** UpdateObjectEncryption: re-wraps an object's data key under another KMS key. */
export async function rewrapObject(s3: S3Client, place: ObjectName, key: string): Promise<AnswerParts> {
  await s3.send(
    new UpdateObjectEncryptionCommand({ ...place, ObjectEncryption: { SSEKMS: { KMSKeyArn: key } } }),
  );
  return {};
}

function headersFor(encryption: RequestedEncryption | undefined) {
  if (encryption === undefined) return {};
  if (typeof encryption !== 'string') return { SSEKMSKeyId: encryption.keyAlone } as const;
  if (encryption === 'AES256' || encryption === 'aws:kms')
    return { ServerSideEncryption: encryption } as const;
  return { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: encryption } as const;
}
