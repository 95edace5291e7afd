import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import type { AwsError } from '../../../../aws/aws-error.ts';
import { randomBytes } from '../../shared/random-bytes.ts';
import { invalidArgument } from '../s3-errors.ts';

/** The version of a key in a bucket that has no versioning, or has it suspended. */
export const NULL_VERSION = 'null';

const LENGTH = 32;
const SEQUENCE_SIZE = 6;
const BLOCK_SIZE = 16;
const END_SIZE = 8;

/** Makes version ids. They cannot be guessed, and the store can tell which of two is younger. */
export interface VersionIds {
  next(): string;
  /** The place in the order of creation; undefined for an id that this store did not make. */
  sequenceOf(versionId: string): number | undefined;
  /** True if this store made the id, whether or not the version still exists. */
  isOwn(versionId: string): boolean;
  /** The key and the place in the order of creation, from which the ids are continued elsewhere. */
  kept(): KeptVersionIds;
}

/** The beginning of version ids that are continued. */
export interface KeptVersionIds {
  readonly key: KeyObject;
  readonly check: Buffer;
  readonly sequence: number;
}

/**
 * Ids of 32 letters, digits, dots and underscores: a running number and random bytes, encrypted under a key of this
 * state.
 */
export function createVersionIds(kept: KeptVersionIds = newVersionIds()): VersionIds {
  const { key, check } = kept;
  let { sequence } = kept;
  /** The end of an id, which only the holder of the key can tell from its beginning. */
  const endOf = (beginning: Uint8Array) =>
    createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(beginning).subarray(0, END_SIZE);
  return {
    kept: () => ({ key, check, sequence }),
    next() {
      const block = randomBytes(BLOCK_SIZE);
      block.writeUIntBE(++sequence, 0, SEQUENCE_SIZE);
      check.copy(block, SEQUENCE_SIZE);
      const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
      const beginning = cipher.update(block);
      return Buffer.concat([beginning, endOf(beginning)])
        .toString('base64url')
        .replaceAll('-', '.');
    },
    isOwn(versionId) {
      const bytes = Buffer.from(versionId.replaceAll('.', '-'), 'base64url');
      if (versionId.length !== LENGTH || bytes.length !== BLOCK_SIZE + END_SIZE) return false;
      return endOf(bytes.subarray(0, BLOCK_SIZE)).equals(bytes.subarray(BLOCK_SIZE));
    },
    sequenceOf(versionId) {
      const bytes = Buffer.from(versionId.replaceAll('.', '-'), 'base64url');
      if (versionId.length !== LENGTH || bytes.length < BLOCK_SIZE) return undefined;
      const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
      const block = decipher.update(bytes.subarray(0, BLOCK_SIZE));
      if (!block.subarray(SEQUENCE_SIZE, SEQUENCE_SIZE + 2).equals(check)) return undefined;
      return block.readUIntBE(0, SEQUENCE_SIZE);
    },
  };
}

function newVersionIds(): KeptVersionIds {
  return { key: createSecretKey(randomBytes(BLOCK_SIZE)), check: randomBytes(2), sequence: 0 };
}

/** Refuses text that cannot be a version id in a bucket. Without versioning, only `null` is one. */
export function checkVersionId(
  versionId: string | undefined,
  bucket: { readonly versioning: string | undefined },
): void {
  if (versionId === undefined || versionId === NULL_VERSION) return;
  if (bucket.versioning === undefined) throw invalidVersionId(versionId);
  checkVersionIdForm(versionId);
}

/** Refuses text that is not a version id. Throws AwsError `InvalidArgument`. */
export function checkVersionIdForm(versionId: string): void {
  if (versionId !== NULL_VERSION && !/^[A-Za-z0-9._-]{32}$/.test(versionId))
    throw invalidVersionId(versionId);
}

/** The refusal of a version id that S3 did not give out. */
export function invalidVersionId(versionId: string): AwsError {
  return invalidArgument('Invalid version id specified', 'versionId', versionId);
}
