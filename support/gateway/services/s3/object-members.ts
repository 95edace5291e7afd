import { textMember } from '../../plan/text-member.ts';
import type { EncryptedWrite } from './effective-encryption.ts';

/** The members of S3 inputs that planning looks at. No operation has all of them. */
export type ObjectMembers = EncryptedWrite & {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly UploadId?: string | undefined;
  readonly CopySource?: string | undefined;
  readonly ChecksumMode?: string | undefined;
};

/** The members of an input that planning looks at, as far as the operation has them. */
export function objectMembers(input: object): ObjectMembers {
  const text = (name: string) => textMember(input, name);
  return {
    Bucket: text('Bucket'),
    Key: text('Key'),
    VersionId: text('VersionId'),
    UploadId: text('UploadId'),
    CopySource: text('CopySource'),
    ChecksumMode: text('ChecksumMode'),
    ServerSideEncryption: text('ServerSideEncryption'),
    SSEKMSKeyId: text('SSEKMSKeyId'),
    SSEKMSEncryptionContext: text('SSEKMSEncryptionContext'),
    BucketKeyEnabled: bucketKey(input),
    SSECustomerAlgorithm: text('SSECustomerAlgorithm'),
  };
}

function bucketKey(input: object): boolean | undefined {
  const value: unknown = Reflect.get(input, 'BucketKeyEnabled');
  return typeof value === 'boolean' ? value : undefined;
}
