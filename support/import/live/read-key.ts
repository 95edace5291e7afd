import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListGrants,
} from '@aws-sdk/client-kms';
import type { ImportedGrant } from '../world/imported-world.ts';
import { knownOrDenying } from '../world/known-or-denying.ts';
import { unknownKeyPolicy } from '../world/stand-in-policies.ts';
import { UnknownValue } from '../world/unknown-value.ts';
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
  const origin = originIn(account, arn);
  const policy = await reading.ask(
    { origin, operation: 'kms:GetKeyPolicy', consequence: 'a policy that denies everything stands for it' },
    () => kms.send(new GetKeyPolicyCommand({ KeyId: id })),
  );
  const aliases = await reading.ask(
    { origin, operation: 'kms:ListAliases', consequence: 'requests that name its alias fail here' },
    async () => {
      const names: string[] = [];
      for await (const page of paginateListAliases({ client: kms }, { KeyId: id }))
        names.push(...(page.Aliases ?? []).flatMap(({ AliasName }) => AliasName ?? []));
      return names;
    },
  );
  const grants = await reading.ask(
    { origin, operation: 'kms:ListGrants', consequence: 'what its grants allow is denied here' },
    () => grantsOf(account, id),
  );
  const tags = await reading.ask(
    {
      origin,
      operation: 'kms:ListResourceTags',
      consequence: 'conditions on its tags decide as if they were missing',
    },
    () => kms.send(new ListResourceTagsCommand({ KeyId: id })),
  );
  const isUsable = metadata.KeyState === 'Enabled';
  if (!isUsable)
    builder.gaps.add(
      origin,
      `the key is in the state ${metadata.KeyState}`,
      'a policy that denies everything stands for its state',
    );
  if (metadata.KeySpec !== undefined && metadata.KeySpec !== 'SYMMETRIC_DEFAULT')
    builder.gaps.add(
      origin,
      `keyhole has no keys of the specification ${metadata.KeySpec}`,
      'the key encrypts and decrypts here',
    );
  const document = policy instanceof UnknownValue ? policy : policy?.Policy;
  const text = knownOrDenying(livePolicy(document), unknownKeyPolicy(account.id), {
    place: origin,
    gaps: builder.gaps,
  });
  const list = tags instanceof UnknownValue ? [] : (tags?.Tags ?? []);
  builder.keys.push({
    origin,
    account: account.name,
    id,
    isReal: metadata.MultiRegion !== true,
    description: metadata.Description,
    policy: isUsable ? text : unknownKeyPolicy(account.id),
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
