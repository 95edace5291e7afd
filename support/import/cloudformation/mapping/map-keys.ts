import { knownOrDenying } from '../../world/known-or-denying.ts';
import type { PropertyReader } from '../../world/property-reader.ts';
import { defaultKeyPolicy, unknownKeyPolicy } from '../../world/stand-in-policies.ts';
import { keyId } from '../resource-values.ts';
import { type Mapper, ownedBy, tagsOf } from './mapped-resource.ts';

const key: Mapper = (resource) => {
  const { reader, builder, stack } = resource;
  const origin = reader.text('Origin') ?? 'AWS_KMS';
  if (origin !== 'AWS_KMS' && origin !== 'EXTERNAL')
    reader.note(
      'Origin',
      `keyhole has no keys of the origin ${origin}`,
      'the key is of the origin AWS_KMS here',
    );
  notePurpose(reader);
  const policy = reader.raw('KeyPolicy');
  const told = { place: reader.placeOf('KeyPolicy'), gaps: builder.gaps };
  const text =
    policy === undefined
      ? defaultKeyPolicy(stack.accountId)
      : knownOrDenying(policy, unknownKeyPolicy(stack.accountId), told);
  const bypassLockoutCheck = reader.flag('BypassPolicyLockoutSafetyCheck');
  reader.ignore('EnableKeyRotation', 'RotationPeriodInDays', 'PendingWindowInDays');
  builder.keys.push({
    ...ownedBy(resource),
    id: keyId(resource),
    isReal: false,
    description: reader.text('Description'),
    policy: isDisabled(reader) ? unknownKeyPolicy(stack.accountId) : text,
    aliases: [],
    grants: [],
    materialOrigin: origin === 'EXTERNAL' ? 'EXTERNAL' : 'AWS_KMS',
    bypassLockoutCheck,
    tags: tagsOf(reader),
  });
};

/** Lists a key that keyhole does not have: one of several Regions, one for signatures, or one that is disabled. */
function notePurpose(reader: PropertyReader): void {
  const spec = reader.text('KeySpec') ?? 'SYMMETRIC_DEFAULT';
  if (spec !== 'SYMMETRIC_DEFAULT')
    reader.note(
      'KeySpec',
      `keyhole has no keys of the specification ${spec}`,
      'the key encrypts and decrypts here',
    );
  const usage = reader.text('KeyUsage') ?? 'ENCRYPT_DECRYPT';
  if (usage !== 'ENCRYPT_DECRYPT')
    reader.note('KeyUsage', `keyhole has no keys for ${usage}`, 'the key encrypts and decrypts here');
  if (reader.flag('MultiRegion'))
    reader.note('MultiRegion', 'keyhole has only keys of one Region', 'replicas of the key are left out');
}

/** Lists a key that is disabled: keyhole has only enabled keys, and a policy that denies everything stands for its state. */
function isDisabled(reader: PropertyReader): boolean {
  if (reader.flag('Enabled', true)) return false;
  reader.note('Enabled', 'the key is disabled', 'a policy that denies everything stands for its state');
  return true;
}

const alias: Mapper = (resource) => {
  const { reader, builder } = resource;
  const consequence = 'the alias is left out: requests that name it fail here';
  const name = reader.text('AliasName', consequence);
  const target = reader.text('TargetKeyId', consequence);
  if (name === undefined || target === undefined) return;
  builder.keyParts.push({ ...ownedBy(resource), target, change: { alias: name } });
};

/** The types of KMS. */
export const keyTypes: Readonly<Record<string, Mapper>> = { 'AWS::KMS::Key': key, 'AWS::KMS::Alias': alias };
