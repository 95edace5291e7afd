import { isServedKeySpec } from '../../../../aws/kms-key-specs.ts';
import type { Input, Output } from '../../../../aws/operations.ts';
import { addKey } from '../add-key.ts';
import { defaultKeyPolicy } from '../default-key-policy.ts';
import { generateMaterial } from '../generate-material.ts';
import { keyMetadata } from '../key-metadata.ts';
import { withTags } from '../tags.ts';
import type { KmsContext } from './key-of-request.ts';

type CreateKeyInput = Input<'kms', 'CreateKey'>;

/**
 * Creates a customer managed key.
 *
 * Source: AWS KMS API reference, CreateKey.
 */
export async function createKey(
  input: CreateKeyInput,
  { state, account, region }: KmsContext,
): Promise<Output<'kms', 'CreateKey'>> {
  const { KeyUsage: usage = 'ENCRYPT_DECRYPT' } = input;
  const spec: string = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  if (!isServedKeySpec(spec)) throw new TypeError(`a key of the spec ${spec} reached the store`);
  const origin = input.Origin === 'EXTERNAL' ? 'EXTERNAL' : 'AWS_KMS';
  const tags = withTags(new Map(), input.Tags ?? []);
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
    material: origin === 'EXTERNAL' ? undefined : await generateMaterial(spec, state.now()),
    tags,
    multiRegion: input.MultiRegion === true ? { primary: region, replicas: [] } : undefined,
  });
  return { KeyMetadata: keyMetadata(key) };
}
