import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  type KeyMetadata,
  paginateListAliases,
  paginateListGrants,
  paginateListResourceTags,
} from '@aws-sdk/client-kms';
import { policyOfKind } from '../world/asymmetric-key.ts';
import type { GapList } from '../world/gap-list.ts';
import type { ImportedGrant, Origin } from '../world/imported-world.ts';
import { knownOrDenying } from '../world/known-or-denying.ts';
import { unknownKeyPolicy } from '../world/stand-in-policies.ts';
import { UnknownValue } from '../world/unknown-value.ts';
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
  const list = tags instanceof UnknownValue ? [] : (tags ?? []);
  builder.keys.push({
    origin: place,
    account: account.name,
    id,
    isReal: metadata.MultiRegion !== true,
    description: metadata.Description,
    policy: metadata.KeyState === 'Enabled' ? policyOfKind(text, purpose) : denying,
    aliases: aliases instanceof UnknownValue ? [] : (aliases ?? []),
    grants: grants instanceof UnknownValue ? [] : (grants ?? []),
    materialOrigin: metadata.Origin === 'EXTERNAL' ? 'EXTERNAL' : 'AWS_KMS',
    // AWS took the policy, so that no check can refuse it.
    bypassLockoutCheck: true,
    tags: Object.fromEntries(
      list.flatMap(({ TagKey, TagValue }) => (TagKey === undefined ? [] : [[TagKey, TagValue ?? '']])),
    ),
  });
  return true;
}

/** Lists the state or kind of a key that keyhole does not have. */
function noteState(
  { KeyState, MultiRegion, KeySpec = 'SYMMETRIC_DEFAULT', KeyUsage = 'ENCRYPT_DECRYPT' }: KeyMetadata,
  place: Origin,
  gaps: GapList,
): void {
  if (KeyState !== 'Enabled')
    gaps.add(
      place,
      `the key is in the state ${KeyState}`,
      'a policy that denies everything stands for its state',
    );
  if (MultiRegion === true)
    gaps.add(place, 'keyhole has only keys of one Region', 'replicas of the key are left out');
  if (KeySpec !== 'SYMMETRIC_DEFAULT' || KeyUsage !== 'ENCRYPT_DECRYPT')
    gaps.add(
      place,
      `keyhole has no keys of the specification ${KeySpec} for ${KeyUsage}`,
      'a statement of its policy denies what AWS refuses for it',
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
    tags: await ask('kms:ListResourceTags', 'conditions on its tags decide as if they were missing', () =>
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
