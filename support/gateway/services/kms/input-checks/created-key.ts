import type { Tag } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import { isServedKeySpec, keySpecs, type ServedKeySpec } from '../../../../aws/kms-key-specs.ts';
import { notImplemented } from '../../../../aws/not-implemented.ts';
import type { Input } from '../../../../aws/operations.ts';
import { isTagText } from '../../../../aws/tag-text.ts';
import type { InputChecks } from './input-check.ts';

type CreateKeyInput = Input<'kms', 'CreateKey'>;

/**
 * The checks of requests that create, tag and delete keys.
 *
 * Differs: multi-Region keys of imported key material, keys in custom key stores and some key specs are refused: keyhole has none.
 *
 * Source: AWS KMS API reference, CreateKey, TagResource and ScheduleKeyDeletion.
 */
export const keyCreationChecks = {
  CreateKey(input) {
    checkUsage(input, chosenSpec(input));
    checkOrigin(input);
    checkTags(input.Tags ?? []);
    if (input.MultiRegion && input.Origin === 'EXTERNAL')
      throw notImplemented('kms:CreateKey with MultiRegion for imported key material');
  },
  ReplicateKey: ({ Tags = [] }) => checkTags(Tags),
  TagResource: ({ Tags = [] }) => checkTags(Tags),
  ScheduleKeyDeletion({ PendingWindowInDays: days = 30 }) {
    if (days >= 7 && days <= 30) return;
    throw kmsError('ValidationException', 'PendingWindowInDays must be between 7 and 30');
  },
} satisfies InputChecks;

function chosenSpec({ KeySpec, CustomerMasterKeySpec }: CreateKeyInput): ServedKeySpec {
  if (KeySpec !== undefined && CustomerMasterKeySpec !== undefined) {
    throw kmsError(
      'ValidationException',
      'You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.',
    );
  }
  const spec: string = KeySpec ?? CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  if (!isServedKeySpec(spec)) throw notImplemented(`kms:CreateKey with the KeySpec ${spec}`);
  return spec;
}

function checkUsage({ KeyUsage }: CreateKeyInput, spec: ServedKeySpec): void {
  if (KeyUsage === undefined) {
    if (spec === 'SYMMETRIC_DEFAULT') return;
    throw kmsError(
      'ValidationException',
      'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.',
    );
  }
  const usages: readonly string[] = keySpecs[spec].usages;
  if (usages.includes(KeyUsage)) return;
  throw kmsError('ValidationException', `KeyUsage ${KeyUsage} is not compatible with KeySpec ${spec}`);
}

/** No account has a custom key store here. */
function checkOrigin({ Origin, CustomKeyStoreId, XksKeyId }: CreateKeyInput): void {
  const inCustomKeyStore = Origin === 'AWS_CLOUDHSM' || Origin === 'EXTERNAL_KEY_STORE';
  if (inCustomKeyStore && CustomKeyStoreId === undefined) {
    throw kmsError('ValidationException', `CustomKeyStoreId is required when Origin is ${Origin}.`);
  }
  requireNoCustomKeyStore(CustomKeyStoreId);
  if (XksKeyId === undefined) return;
  throw kmsError('ValidationException', 'XksKeyId is only valid when Origin is EXTERNAL_KEY_STORE.');
}

/** Throws CustomKeyStoreNotFoundException if a custom key store is named: no account has one here. */
export function requireNoCustomKeyStore(id: string | undefined): void {
  if (id === undefined) return;
  throw kmsError('CustomKeyStoreNotFoundException', `Custom key store ${id} is not found.`);
}

/** As many as a key can have. Source: AWS KMS developer guide, "Resource quotas". */
export const MOST_TAGS = 50;

/**
 * Source: AWS KMS API reference, TagResource and Tag; AWS KMS developer guide, "Tags in AWS KMS".
 * Undocumented: AWS does not state the text for a character that tags do not take. Public reports quote this one.
 */
function checkTags(tags: readonly Tag[]): void {
  const keys = tags.map(({ TagKey = '' }) => TagKey);
  if (keys.some((key) => key.toLowerCase().startsWith('aws:'))) {
    throw kmsError('TagException', 'Tags beginning with aws: are reserved');
  }
  if (new Set(keys).size < keys.length) throw kmsError('TagException', 'Duplicate tag keys');
  if (!tags.every(({ TagKey = '', TagValue = '' }) => isTagText(TagKey) && isTagText(TagValue))) {
    throw kmsError('TagException', 'Invalid tag: ');
  }
  if (keys.length > MOST_TAGS) throw kmsError('TagException', 'Too many tags');
}
