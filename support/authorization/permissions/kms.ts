import {
  agreeing,
  authenticating,
  bypassing,
  creatingGrant,
  encrypting,
  generatingPair,
  importing,
  managingGrants,
  preparingImport,
  rotating,
  scheduling,
  signing,
  tagging,
  untagging,
} from './kms-context.ts';
import {
  createAlias,
  createKey,
  deleteAlias,
  onKey,
  onNoKey,
  reEncrypt,
  replicateKey,
  updateAlias,
  updatePrimaryRegion,
} from './kms-key-rules.ts';
import type { PermissionTable } from './rule.ts';
import { notImplemented } from './table-rows.ts';

/**
 * The permissions of KMS's operations. Key references in the input are already key ARNs. That includes Decrypt and
 * ReEncrypt, whose key may be known only from the ciphertext.
 * The gateway adds the condition keys of the key itself (its spec, aliases, tags) and of the caller (kms:CallerAccount,
 * kms:ViaService, kms:RequestAlias).
 *
 * Source: AWS KMS developer guide, "AWS KMS permissions"; Service Authorization Reference, "AWS Key Management Service";
 * AWS KMS API reference, each operation, section "Required permissions".
 */
export const kmsPermissions: PermissionTable<'kms'> = {
  CreateKey: createKey,
  DescribeKey: onKey('DescribeKey'),
  ListKeys: onNoKey('ListKeys'),
  EnableKey: onKey('EnableKey'),
  DisableKey: onKey('DisableKey'),
  UpdateKeyDescription: onKey('UpdateKeyDescription'),
  ScheduleKeyDeletion: onKey('ScheduleKeyDeletion', scheduling),
  CancelKeyDeletion: onKey('CancelKeyDeletion'),
  GetKeyLastUsage: onKey('GetKeyLastUsage'),

  CreateAlias: createAlias,
  UpdateAlias: updateAlias,
  DeleteAlias: deleteAlias,
  ListAliases: onNoKey('ListAliases'),

  GetKeyPolicy: onKey('GetKeyPolicy'),
  PutKeyPolicy: onKey('PutKeyPolicy', bypassing),
  ListKeyPolicies: onKey('ListKeyPolicies'),

  Encrypt: onKey('Encrypt', encrypting),
  Decrypt: onKey('Decrypt', encrypting),
  ReEncrypt: reEncrypt,
  GenerateDataKey: onKey('GenerateDataKey', encrypting),
  GenerateDataKeyWithoutPlaintext: onKey('GenerateDataKeyWithoutPlaintext', encrypting),
  GenerateDataKeyPair: onKey('GenerateDataKeyPair', generatingPair),
  GenerateDataKeyPairWithoutPlaintext: onKey('GenerateDataKeyPairWithoutPlaintext', generatingPair),
  GenerateRandom: onNoKey('GenerateRandom'),

  Sign: onKey('Sign', signing),
  Verify: onKey('Verify', signing),
  GetPublicKey: onKey('GetPublicKey'),
  DeriveSharedSecret: onKey('DeriveSharedSecret', agreeing),
  GenerateMac: onKey('GenerateMac', authenticating),
  VerifyMac: onKey('VerifyMac', authenticating),

  ReplicateKey: replicateKey,
  UpdatePrimaryRegion: updatePrimaryRegion,

  EnableKeyRotation: onKey('EnableKeyRotation', rotating),
  DisableKeyRotation: onKey('DisableKeyRotation'),
  GetKeyRotationStatus: onKey('GetKeyRotationStatus'),
  RotateKeyOnDemand: onKey('RotateKeyOnDemand'),
  ListKeyRotations: onKey('ListKeyRotations'),

  GetParametersForImport: onKey('GetParametersForImport', preparingImport),
  ImportKeyMaterial: onKey('ImportKeyMaterial', importing),
  DeleteImportedKeyMaterial: onKey('DeleteImportedKeyMaterial'),

  CreateGrant: onKey('CreateGrant', creatingGrant),
  ListGrants: onKey('ListGrants', managingGrants),
  RevokeGrant: onKey('RevokeGrant', managingGrants),
  // The gateway replaces a grant token by the grant's key and id before a rule sees the input.
  RetireGrant: onKey('RetireGrant'),
  // "The authorized resource in ListRetirableGrants calls is the retiring principal specified in the request."
  ListRetirableGrants: (input) => [
    { action: 'kms:ListRetirableGrants', resource: input.RetiringPrincipal ?? '*' },
  ],

  TagResource: onKey('TagResource', tagging),
  UntagResource: onKey('UntagResource', untagging),
  ListResourceTags: onKey('ListResourceTags'),

  ...notImplemented(
    'ConnectCustomKeyStore',
    'CreateCustomKeyStore',
    'Decapsulate',
    'DeleteCustomKeyStore',
    'DescribeCustomKeyStores',
    'DisconnectCustomKeyStore',
    'Encapsulate',
    'UpdateCustomKeyStore',
  ),
};
