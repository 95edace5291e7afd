import type {
  KeyMetadata,
  KeySpec,
  KeyState,
  KeyUsageType,
  MultiRegionKeyType,
  OriginType,
} from '@aws-sdk/client-kms';
import { kmsError } from './kms-error.ts';
import { factsOf } from './kms-key-specs.ts';
import type { Operation } from './operations.ts';

/** The facts of a key that decide what it can be used for. */
export interface UsedKey {
  readonly arn: string;
  readonly spec: KeySpec;
  readonly usage: KeyUsageType;
  readonly origin: OriginType;
  readonly state: KeyState;
  /** Undefined for a key of one Region. */
  readonly multiRegionType?: MultiRegionKeyType | undefined;
}

/** The algorithms of a key for its usage, under the member in which KMS reports them. */
export function algorithmsOf(
  key: Pick<UsedKey, 'spec' | 'usage'>,
): Pick<
  KeyMetadata,
  'EncryptionAlgorithms' | 'SigningAlgorithms' | 'MacAlgorithms' | 'KeyAgreementAlgorithms'
> {
  const facts = factsOf(key.spec);
  if (key.usage === 'ENCRYPT_DECRYPT') return { EncryptionAlgorithms: [...facts.encryption] };
  if (key.usage === 'SIGN_VERIFY') return { SigningAlgorithms: [...facts.signing] };
  if (key.usage === 'KEY_AGREEMENT') return { KeyAgreementAlgorithms: ['ECDH'] };
  return { MacAlgorithms: [...facts.mac] };
}

/** Throws InvalidKeyUsageException if the key has another usage. */
export function requireUsage(
  operation: Operation<'kms'>,
  key: Pick<UsedKey, 'arn' | 'usage'>,
  usage: KeyUsageType,
): void {
  if (key.usage === usage) return;
  throw kmsError(
    'InvalidKeyUsageException',
    `${key.arn} key usage is ${key.usage} which is not valid for ${operation}.`,
  );
}

/** Throws InvalidKeyUsageException if the key's spec does not have the algorithm. */
export function requireAlgorithm(key: Pick<UsedKey, 'spec' | 'usage'>, algorithm: string): void {
  const algorithms: readonly string[] = Object.values(algorithmsOf(key)).flat();
  if (algorithms.includes(algorithm)) return;
  throw kmsError(
    'InvalidKeyUsageException',
    `Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`,
  );
}

/** Throws UnsupportedOperationException if the key's material has another origin. */
export function requireOrigin(key: Pick<UsedKey, 'arn' | 'origin'>, origin: OriginType): void {
  if (key.origin === origin) return;
  throw kmsError(
    'UnsupportedOperationException',
    `${key.arn} origin is ${key.origin} which is not valid for this operation.`,
  );
}
