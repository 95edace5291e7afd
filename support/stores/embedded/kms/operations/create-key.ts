import { KeySpec, KeyUsageType, OriginType } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import type { Input, Output } from '../../../../aws/operations.ts';
import { check, lengthBetween, oneOf } from '../../shared/constraints.ts';
import { addKey } from '../add-key.ts';
import { defaultKeyPolicy } from '../default-key-policy.ts';
import { keyMetadata } from '../key-metadata.ts';
import { isServedKeySpec, keySpecs, type ServedKeySpec } from '../key-specs.ts';
import { chosenOrigin } from '../origins.ts';
import { withTags } from '../tags.ts';
import type { KmsContext } from './key-of-request.ts';

type CreateKeyInput = Input<'kms', 'CreateKey'>;

/**
 * Creates a customer managed key.
 *
 * Differs: multi-Region keys and keys in custom key stores are refused: keyhole has neither.
 *
 * Source: AWS KMS API reference, CreateKey.
 */
export async function createKey(
  input: CreateKeyInput,
  { state, account, region }: KmsContext,
): Promise<Output<'kms', 'CreateKey'>> {
  checkConstraints(input);
  const spec = chosenSpec(input);
  const usage = chosenUsage(input, spec);
  const origin = chosenOrigin(input);
  const tags = withTags(new Map(), input.Tags ?? []);
  if (input.MultiRegion) throw unsupported('keyhole has no multi-Region keys: MultiRegion must be false.');
  const key = addKey(state, {
    account,
    region,
    spec,
    usage,
    origin,
    manager: 'CUSTOMER',
    description: input.Description ?? '',
    policy: input.Policy ?? defaultKeyPolicy(account),
    rotation: undefined,
    material: origin === 'EXTERNAL' ? undefined : await keySpecs[spec].generate(state.now()),
    tags,
  });
  return { KeyMetadata: keyMetadata(key) };
}

function checkConstraints(input: CreateKeyInput): void {
  const specs = Object.values(KeySpec);
  check(
    lengthBetween('policy', input.Policy, [1, 131072]),
    lengthBetween('description', input.Description, [0, 8192]),
    oneOf('keyUsage', input.KeyUsage, Object.values(KeyUsageType)),
    oneOf('customerMasterKeySpec', input.CustomerMasterKeySpec, specs),
    oneOf('keySpec', input.KeySpec, specs),
    oneOf('origin', input.Origin, Object.values(OriginType)),
  );
}

function chosenSpec({ KeySpec, CustomerMasterKeySpec }: CreateKeyInput): ServedKeySpec {
  if (KeySpec !== undefined && CustomerMasterKeySpec !== undefined) {
    throw kmsError(
      'ValidationException',
      'You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.',
    );
  }
  const spec: KeySpec = KeySpec ?? CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  if (!isServedKeySpec(spec)) throw unsupported(`keyhole has no keys of the key spec ${spec}.`);
  return spec;
}

function chosenUsage({ KeyUsage }: CreateKeyInput, spec: ServedKeySpec): KeyUsageType {
  if (KeyUsage === undefined) {
    if (spec === 'SYMMETRIC_DEFAULT') return 'ENCRYPT_DECRYPT';
    throw kmsError(
      'ValidationException',
      'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.',
    );
  }
  if (!keySpecs[spec].usages.includes(KeyUsage)) {
    throw kmsError('ValidationException', `KeyUsage ${KeyUsage} is not compatible with KeySpec ${spec}`);
  }
  return KeyUsage;
}

function unsupported(message: string): Error {
  return kmsError('UnsupportedOperationException', message);
}
