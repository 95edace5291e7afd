import type { Operation } from '../../../aws/operations.ts';
import type { StoredEncryption } from '../../../stores/store.ts';
import type { KmsCall } from '../../kms-use/kms-call.ts';
import type { ResolvedKey } from '../../kms-use/resolve-key-reference.ts';
import type { EffectiveEncryption } from './effective-encryption.ts';
import type { ObjectMembers } from './object-members.ts';
import { callsToRead, callsToWrite } from './s3-kms-calls.ts';

/** The encryptions that an operation meets. */
export interface Encryptions {
  /** The encryption of the object that is written. */
  readonly effective: EffectiveEncryption | undefined;
  /** The encryption of the object that is read, or of the upload that a part belongs to. */
  readonly stored: StoredEncryption | undefined;
  /** The encryption of the source of a copy. */
  readonly source:
    | {
        readonly reference: { readonly Bucket: string; readonly Key: string };
        readonly encryption: StoredEncryption | undefined;
      }
    | undefined;
  /** The encryption that UpdateObjectEncryption gives an object. */
  readonly target: { readonly key: ResolvedKey; readonly bucketKeyEnabled: boolean } | undefined;
}

/**
 * The KMS calls that S3 makes for an operation, in order. Operations that are not listed make none: listing, metadata,
 * tags, ACLs and deletion do not touch the data key.
 *
 * Source: Amazon S3 user guide, "Using server-side encryption with AWS KMS keys", section "Permissions"; Amazon S3 API
 * reference, UploadPart, ListParts, HeadObject (ChecksumMode) and UpdateObjectEncryption.
 */
export function kmsCallsOf(
  operation: Operation<'s3'>,
  input: ObjectMembers,
  { effective, stored, source, target }: Encryptions,
): readonly KmsCall[] {
  const object = { Bucket: input.Bucket ?? '', Key: input.Key ?? '' };
  const readSource = source?.encryption ? callsToRead(source.encryption, source.reference) : [];
  const write = effective ? callsToWrite(effective, object) : [];
  const read = stored ? callsToRead(stored, object) : [];
  switch (operation) {
    case 'PutObject':
    case 'CreateMultipartUpload':
      return write;
    case 'CopyObject':
      return [...readSource, ...write];
    case 'GetObject':
    case 'UploadPart':
    case 'ListParts':
    case 'CompleteMultipartUpload':
      return read;
    case 'UploadPartCopy':
      return [...readSource, ...read];
    case 'HeadObject':
      return input.ChecksumMode?.toUpperCase() === 'ENABLED' ? read : [];
    case 'UpdateObjectEncryption': {
      // AWS lists these permissions without saying which it asks for on which key: each is asked for where it can apply.
      const from = stored ? callsToRead(stored, object, ['kms:Decrypt', 'kms:ReEncryptFrom']) : [];
      const to = target ? callsToRewrap(target, object) : [];
      return [...from, ...to];
    }
    default:
      return [];
  }
}

function callsToRewrap(
  { key, bucketKeyEnabled }: NonNullable<Encryptions['target']>,
  object: { readonly Bucket: string; readonly Key: string },
): readonly KmsCall[] {
  const encryption = { algorithm: 'aws:kms', key, bucketKeyEnabled, callerContext: {} } as const;
  return callsToWrite(encryption, object, ['kms:GenerateDataKey', 'kms:Encrypt', 'kms:ReEncryptTo']);
}
