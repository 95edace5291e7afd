import { PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import type { AccessResource } from '../access-resources.ts';
import type { AccessWorld } from '../access-world.ts';
import type { Assignment } from '../explore-classes.ts';
import { BUCKET_KEY, CUSTOMER_ALGORITHM } from '../upload-encryption.ts';
import { type RealRequest, uploadTo } from './real-requests.ts';

/** The headers by which the caller of an upload chooses its encryption. */
export type EncryptionHeaders = Pick<
  PutObjectCommandInput,
  'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled' | 'SSECustomerAlgorithm' | 'SSECustomerKey'
>;

/** An upload that asks for an encryption. */
export interface RealUpload {
  /** The encryption in words; empty for an upload without a header. */
  readonly encryption: string;
  readonly send: RealRequest;
  /** The choices that no decision about the request shows. */
  readonly when: Assignment;
}

/** A key of the caller's own: 32 bytes, of no secret. */
const CUSTOMER_KEY = 'a'.repeat(32);

/**
 * The encryptions that a caller can ask for. `keys` are ARNs in the words that tell about them. The header that asks for a Bucket Key, or for none,
 * comes with each of them.
 */
export function encryptionChoices(keys: ReadonlyMap<string, string>): ReadonlyMap<string, EncryptionHeaders> {
  const underKeys = [...keys].flatMap(([arn, words]) => {
    const named = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: arn } as const;
    return [[`aws:kms and ${words}`, named] as const, ...withBucketKey(`aws:kms and ${words}`, named)];
  });
  return new Map<string, EncryptionHeaders>([
    ['', {}],
    ...withBucketKey('', {}),
    ['AES256', { ServerSideEncryption: 'AES256' }],
    ['SSE-C', { SSECustomerAlgorithm: 'AES256', SSECustomerKey: CUSTOMER_KEY }],
    ['aws:kms', { ServerSideEncryption: 'aws:kms' }],
    ['aws:kms:dsse', { ServerSideEncryption: 'aws:kms:dsse' }],
    ...underKeys,
  ]);
}

function withBucketKey(words: string, headers: EncryptionHeaders) {
  return [true, false].map((BucketKeyEnabled) => {
    const choice = BucketKeyEnabled ? 'a Bucket Key' : 'no Bucket Key';
    return [words === '' ? choice : `${words} and ${choice}`, { ...headers, BucketKeyEnabled }] as const;
  });
}

/** An upload for each encryption that a caller can choose, under each key of the scenario. */
export function realUploads(world: AccessWorld, { key }: AccessResource): readonly RealUpload[] {
  const keys = world.resources.filter(({ kind }) => kind === 'key');
  const words = keys.map(
    ({ arn, name }) => [arn, key?.reference === arn ? "the bucket's key" : name] as const,
  );
  return [...encryptionChoices(new Map(words))].map(([encryption, headers]) => ({
    encryption,
    send: ({ s3 }, use) => s3.send(new PutObjectCommand({ ...uploadTo(use), ...headers })),
    when: choicesOf(headers),
  }));
}

/** The choices of an upload that no decision about it shows. */
export function choicesOf({ BucketKeyEnabled, SSECustomerAlgorithm }: EncryptionHeaders): Assignment {
  return new Map([
    [BUCKET_KEY, BucketKeyEnabled === undefined ? undefined : [String(BucketKeyEnabled)]],
    [CUSTOMER_ALGORITHM, SSECustomerAlgorithm === undefined ? undefined : [SSECustomerAlgorithm]],
  ]);
}
