import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  type KeyMetadata,
  paginateListAliases,
  paginateListGrants,
  paginateListResourceTags,
  type Tag,
} from '@aws-sdk/client-kms';
import { policyOfKind } from '../world/asymmetric-key.ts';
import type { GapList } from '../world/gap-list.ts';
import type { ImportedGrant, ImportedReplica, Origin, Tags } from '../world/imported-world.ts';
import { knownOrDenying } from '../world/known-or-denying.ts';
import { unknownKeyPolicy } from '../world/stand-in-policies.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { UNREAD_TAGS } from '../world/unread-tags.ts';
import { allOf } from './all-pages.ts';
import { type LiveAccount, originIn } from './live-account.ts';
import { livePolicy } from './live-policy.ts';

/** Reads a key by its id, ARN or alias. False if there is none. Keys that AWS manages are left out: each account has its own. */
export async function readKey(account: LiveAccount, given: string): Promise<boolean> {
  const { builder, clients, reading } = account;
  const { kms } = clients;
  const asked = originIn(account, given);
  const gone = {
    absent: ['NotFoundException'],
    consequence: 'the key is left out: requests that need it fail here',
  };
  const described = await reading.ask({ origin: asked, operation: 'kms:DescribeKey', ...gone }, () =>
    kms.send(new DescribeKeyCommand({ KeyId: given })),
  );
  if (described === undefined) return false;
  const metadata = described instanceof UnknownValue ? undefined : described.KeyMetadata;
  const { KeyId: id = '', Arn: arn = given } = metadata ?? {};
  if (metadata === undefined || metadata.KeyManager === 'AWS' || builder.keys.some((key) => key.id === id))
    return true;
  const place = originIn(account, arn);
  const { policy, aliases, grants, tags } = await answersOf(account, id, place);
  noteState(metadata, place, builder.gaps);
  const document = policy instanceof UnknownValue ? policy : policy?.Policy;
  const denying = unknownKeyPolicy(account.id);
  const text = knownOrDenying(livePolicy(document), denying, { place, gaps: builder.gaps });
  const { KeySpec: spec = 'SYMMETRIC_DEFAULT', KeyUsage: usage = 'ENCRYPT_DECRYPT' } = metadata;
  const purpose = { spec, usage };
  builder.keys.push({
    origin: place,
    account: account.name,
    id,
    isReal: true,
    multiRegion: metadata.MultiRegion,
    replicas: await replicasOf(account, metadata),
    description: metadata.Description,
    policy: metadata.KeyState === 'Enabled' ? policyOfKind(text, purpose) : denying,
    aliases: aliases instanceof UnknownValue ? [] : (aliases ?? []),
    grants: grants instanceof UnknownValue ? [] : (grants ?? []),
    materialOrigin: metadata.Origin === 'EXTERNAL' ? 'EXTERNAL' : 'AWS_KMS',
    // AWS took the policy, so that no check can refuse it.
    bypassLockoutCheck: true,
    tags: keyTags(tags),
    tagsAreUnknown: tags instanceof UnknownValue,
  });
  return true;
}

/** Lists the state or kind of a key that keyhole does not have. */
function noteState(
  {
    KeyState,
    MultiRegion,
    MultiRegionConfiguration,
    KeySpec = 'SYMMETRIC_DEFAULT',
    KeyUsage = 'ENCRYPT_DECRYPT',
  }: KeyMetadata,
  place: Origin,
  gaps: GapList,
): void {
  if (KeyState !== 'Enabled')
    gaps.add(
      place,
      `the key is in the state ${KeyState}`,
      'a policy that denies everything stands for its state',
    );
  if (MultiRegion === true && MultiRegionConfiguration?.MultiRegionKeyType === 'REPLICA')
    gaps.add(place, 'the key is a replica', 'it is the primary key here, and its primary key a replica');
  if (KeySpec !== 'SYMMETRIC_DEFAULT' || KeyUsage !== 'ENCRYPT_DECRYPT')
    gaps.add(
      place,
      `keyhole has no keys of the specification ${KeySpec} for ${KeyUsage}`,
      'a statement of its policy denies what AWS refuses for it',
    );
}

/** The related keys of a multi-Region key in other Regions. Each has a policy of its own. */
async function replicasOf(account: LiveAccount, metadata: KeyMetadata): Promise<readonly ImportedReplica[]> {
  const { PrimaryKey, ReplicaKeys = [] } = metadata.MultiRegionConfiguration ?? {};
  const replicas: ImportedReplica[] = [];
  for (const { Arn: arn = '', Region: region = '' } of [PrimaryKey ?? {}, ...ReplicaKeys]) {
    if (region === '' || region === account.region) continue;
    const origin = originIn(account, arn);
    const kms = account.clients.kmsIn(region);
    const ask = <Answer>(operation: string, consequence: string, send: () => Promise<Answer>) =>
      account.reading.ask({ origin, operation, consequence }, send);
    const denying = unknownKeyPolicy(account.id);
    const stands = 'a policy that denies everything stands for it';
    const described = await ask('kms:DescribeKey', stands, () =>
      kms.send(new DescribeKeyCommand({ KeyId: arn })),
    );
    const policy = await ask('kms:GetKeyPolicy', stands, () =>
      kms.send(new GetKeyPolicyCommand({ KeyId: arn, PolicyName: 'default' })),
    );
    const tags = await ask('kms:ListResourceTags', UNREAD_TAGS, () =>
      allOf(paginateListResourceTags({ client: kms }, { KeyId: arn }), (page) => page.Tags),
    );
    const known = described instanceof UnknownValue ? undefined : described?.KeyMetadata;
    const document = policy instanceof UnknownValue ? policy : policy?.Policy;
    const text = knownOrDenying(livePolicy(document), denying, { place: origin, gaps: account.builder.gaps });
    if (known !== undefined && known.KeyState !== 'Enabled') noteState(known, origin, account.builder.gaps);
    replicas.push({
      ...{ origin, region, description: known?.Description },
      policy: known?.KeyState === 'Enabled' ? text : denying,
      tags: keyTags(tags),
      tagsAreUnknown: tags instanceof UnknownValue,
    });
    kms.destroy();
  }
  return replicas;
}

/** Tags as KMS returns them; none if they are not known. */
function keyTags(tags: readonly Tag[] | UnknownValue | undefined): Tags {
  const list = tags instanceof UnknownValue ? [] : (tags ?? []);
  return Object.fromEntries(
    list.flatMap(({ TagKey, TagValue }) => (TagKey === undefined ? [] : [[TagKey, TagValue ?? '']])),
  );
}

/** The answers about a key: each unknown if it was refused. */
async function answersOf(account: LiveAccount, KeyId: string, origin: Origin) {
  const { kms } = account.clients;
  const ask = <Answer>(operation: string, consequence: string, send: () => Promise<Answer>) =>
    account.reading.ask({ origin, operation, consequence }, send);
  return {
    policy: await ask('kms:GetKeyPolicy', 'a policy that denies everything stands for it', () =>
      kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })),
    ),
    aliases: await ask('kms:ListAliases', 'requests that name its alias fail here', () =>
      allOf(paginateListAliases({ client: kms }, { KeyId }), ({ Aliases }) =>
        Aliases?.flatMap(({ AliasName }) => AliasName ?? []),
      ),
    ),
    grants: await ask('kms:ListGrants', 'what its grants allow is denied here', () =>
      grantsOf(account, KeyId),
    ),
    tags: await ask('kms:ListResourceTags', UNREAD_TAGS, () =>
      allOf(paginateListResourceTags({ client: kms }, { KeyId }), ({ Tags }) => Tags),
    ),
  };
}

async function grantsOf(
  { clients, builder, ...account }: LiveAccount,
  KeyId: string,
): Promise<readonly ImportedGrant[]> {
  const grants: ImportedGrant[] = [];
  for await (const page of paginateListGrants({ client: clients.kms }, { KeyId })) {
    for (const {
      Name,
      GranteePrincipal: grantee = '',
      RetiringPrincipal: retiring,
      Operations,
      Constraints,
    } of page.Grants ?? []) {
      if (!grantee.startsWith('arn:aws:iam:')) {
        builder.gaps.add(
          originIn(account, KeyId),
          `a grant is for ${grantee}`,
          'the grant is left out: what it allows is denied here',
        );
        continue;
      }
      grants.push({
        name: Name,
        grantee,
        retiring: retiring?.startsWith('arn:aws:iam:') ? retiring : undefined,
        operations: Operations ?? [],
        encryptionContextEquals: Constraints?.EncryptionContextEquals,
        encryptionContextSubset: Constraints?.EncryptionContextSubset,
      });
    }
  }
  return grants;
}
