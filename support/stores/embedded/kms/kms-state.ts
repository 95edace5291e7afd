import type { KeySpec, KeyState, KeyUsageType, OriginType } from '@aws-sdk/client-kms';
import { arnInRegion } from '../../../aws/multi-region-keys.ts';
import type { KeyGrants } from './grant.ts';
import type { ImportParameters } from './imports/import-token.ts';
import type { ImportedMaterial, KeyMaterial } from './key-material.ts';

/**
 * Every KMS key and alias of the store, in all accounts and regions. Records are replaced, never changed in
 * place.
 */
export interface KmsState {
  /** Keys by key ARN. */
  readonly keys: Map<string, KmsKey>;
  /** Key ARNs by the fingerprint that ciphertexts carry, see ciphertext.ts. */
  readonly arnsByFingerprint: Map<string, string>;
  /** Aliases by alias ARN, which names account and region. */
  readonly aliases: Map<string, Alias>;
  /** The grants of each key that ever had one, by key ARN. */
  readonly grants: Map<string, KeyGrants>;
  /** The parameters that import tokens stand for, by the token in base64. */
  readonly imports: Map<string, ImportParameters>;
  readonly now: () => Date;
}

/** A KMS key: what DescribeKey shows, its policy and tags, and the material itself. */
export interface KmsKey {
  readonly arn: string;
  /** The key id: a UUID; of a multi-Region key, `mrk-` and 32 hexadecimal digits. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** How ciphertexts name the key, see ciphertext.ts. */
  readonly fingerprint: string;
  readonly created: Date;
  readonly spec: KeySpec;
  readonly usage: KeyUsageType;
  readonly origin: OriginType;
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly description: string;
  readonly state: KeyState;
  /** Set while the deletion of the key is pending. */
  readonly deletionDate?: Date | undefined;
  /** The key policy, exactly as it was given. */
  readonly policy: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Set while automatic rotation is on. */
  readonly rotation?: AutomaticRotation | undefined;
  /** Undefined while the import of key material is pending. */
  readonly material?: KeyMaterial | undefined;
  /**
   * The materials imported into a key of the origin EXTERNAL, in the order of their rotation. They stay once
   * imported.
   */
  readonly imported?: readonly ImportedMaterial[] | undefined;
  /** Set for a multi-Region key; the same in all of its Regions. */
  readonly multiRegion?: MultiRegion | undefined;
}

/** The Regions of a multi-Region key. */
export interface MultiRegion {
  /** The Region of the primary key. */
  readonly primary: string;
  /** The Regions of the replica keys. */
  readonly replicas: readonly string[];
}

/** Automatic rotation of a key's material, and when its first period began. */
interface AutomaticRotation {
  readonly periodInDays: number;
  readonly since: Date;
}

/** A name for a key, in one account and region. */
export interface Alias {
  readonly arn: string;
  /** `alias/name` */
  readonly name: string;
  readonly targetArn: string;
  readonly created: Date;
  readonly updated: Date;
}

/** A KMS without keys. `now` gives the time of creation, deletion and rotation dates. */
export function createKmsState(now: () => Date = () => new Date()): KmsState {
  return {
    keys: new Map(),
    arnsByFingerprint: new Map(),
    aliases: new Map(),
    grants: new Map(),
    imports: new Map(),
    now,
  };
}

/** Replaces a key by a copy with other properties, and returns the copy. */
export function updateKey(state: KmsState, key: KmsKey, changes: Partial<KmsKey>): KmsKey {
  const updated = { ...key, ...changes };
  state.keys.set(key.arn, updated);
  return updated;
}

/** Changes what a key shares with the keys of other Regions that are related to it; of any other key, the key alone. */
export function updateRelated(
  state: KmsState,
  key: KmsKey,
  changes: Partial<Pick<KmsKey, 'rotation' | 'material' | 'multiRegion'>>,
): void {
  for (const related of relatedKeys(state, key)) updateKey(state, related, changes);
}

/** The keys of a multi-Region key in all of its Regions; a key of one Region alone. */
export function relatedKeys(state: KmsState, key: KmsKey): readonly KmsKey[] {
  const { multiRegion } = key;
  if (multiRegion === undefined) return [key];
  return [multiRegion.primary, ...multiRegion.replicas].flatMap(
    (region) => state.keys.get(arnInRegion(key.arn, region)) ?? [],
  );
}
