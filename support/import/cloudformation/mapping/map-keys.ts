import { type KeyPurpose, policyOfKind } from '../../world/asymmetric-key.ts';
import { knownOrDenying, writtenOrDenying } from '../../world/known-or-denying.ts';
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
  const purpose = purposeOf(reader);
  const told = { place: reader.placeOf('KeyPolicy'), gaps: builder.gaps };
  const text =
    writtenOrDenying(reader.raw('KeyPolicy'), unknownKeyPolicy(stack.accountId), told) ??
    defaultKeyPolicy(stack.accountId);
  const bypassLockoutCheck = reader.flag('BypassPolicyLockoutSafetyCheck');
  reader.ignore('EnableKeyRotation', 'RotationPeriodInDays', 'PendingWindowInDays');
  builder.keys.push({
    ...ownedBy(resource),
    id: keyId(resource),
    isReal: false,
    description: reader.text('Description'),
    policy: isDisabled(reader) ? unknownKeyPolicy(stack.accountId) : policyOfKind(text, purpose),
    aliases: [],
    grants: [],
    materialOrigin: origin === 'EXTERNAL' ? 'EXTERNAL' : 'AWS_KMS',
    bypassLockoutCheck,
    tags: tagsOf(reader),
    multiRegion: reader.flag('MultiRegion'),
  });
};

/**
 * A replica is in the Region of its stack, which no template tells. If its primary key is one of another Region, that is the
 * scenario's Region: the replica is then a multi-Region key here.
 */
const replica: Mapper = (resource) => {
  const { reader, builder, stack } = resource;
  const missing = 'the replica is left out: what its policy allows is not asked for';
  const primary = reader.text('PrimaryKeyArn', missing);
  const told = { place: reader.placeOf('KeyPolicy'), gaps: builder.gaps };
  const text = knownOrDenying(reader.raw('KeyPolicy'), unknownKeyPolicy(stack.accountId), told);
  const description = reader.text('Description');
  const tags = tagsOf(reader);
  const policy = isDisabled(reader) ? unknownKeyPolicy(stack.accountId) : text;
  reader.ignore('PendingWindowInDays');
  if (primary === undefined) return;
  const [, region = '', id = ''] = /^arn:aws:kms:([a-z0-9-]+):\d{12}:key\/(.+)$/.exec(primary) ?? [];
  if (region === '' || region === stack.region)
    return reader.note('PrimaryKeyArn', 'no template says in which Region the replica is', missing);
  reader.note('PrimaryKeyArn', `its primary key is in ${region}`, 'it is the primary key here');
  const key = { description, policy, aliases: [], grants: [], materialOrigin: 'AWS_KMS' as const };
  const isReal = /^mrk-[0-9a-f]{32}$/.test(id);
  const about = { id: isReal ? id : keyId(resource), isReal, bypassLockoutCheck: false, multiRegion: true };
  builder.keys.push({ ...ownedBy(resource), ...key, ...about, tags });
};

/** Lists a key that keyhole does not have: one for signatures, or one that is disabled. */
function purposeOf(reader: PropertyReader): KeyPurpose {
  const spec = reader.text('KeySpec') ?? 'SYMMETRIC_DEFAULT';
  if (spec !== 'SYMMETRIC_DEFAULT')
    reader.note(
      'KeySpec',
      `keyhole has no keys of the specification ${spec}`,
      'a statement of its policy denies what AWS refuses for it',
    );
  const usage = reader.text('KeyUsage') ?? 'ENCRYPT_DECRYPT';
  if (usage !== 'ENCRYPT_DECRYPT')
    reader.note(
      'KeyUsage',
      `keyhole has no keys for ${usage}`,
      'a statement of its policy denies what AWS refuses for it',
    );
  return { spec, usage };
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
export const keyTypes: Readonly<Record<string, Mapper>> = {
  'AWS::KMS::Key': key,
  'AWS::KMS::ReplicaKey': replica,
  'AWS::KMS::Alias': alias,
};
