import type { EmbeddedState } from '../../stores/embedded/embedded-state.ts';
import type { IamAccount, ManagedPolicy, PolicyHolder } from '../../stores/embedded/iam/iam-state.ts';
import { shownDocument } from '../../stores/embedded/principals/unique-ids.ts';
import { names, pairs, type Thing } from '../thing.ts';

/** The principals, policies, instance profiles, MFA devices and OIDC providers of all accounts, and access keys of root users. */
export function iamThings({ iam }: Pick<EmbeddedState, 'iam'>): readonly Thing[] {
  return [...iam.accounts.values()].flatMap((account) => [
    ...rootThings(account),
    ...[...account.users.values()].map(holderThing),
    ...[...account.roles.values()].map((role): Thing => {
      const { facts, documents, ...thing } = holderThing(role);
      return {
        ...thing,
        facts: {
          ...facts,
          description: role.description,
          'longest session': `${role.maxSessionDuration} s`,
        },
        documents: { ...documents, 'trust policy': shownDocument(iam, role.assumeRolePolicyDocument) },
      };
    }),
    ...[...account.groups.values()].map(holderThing),
    ...[...account.policies.values()].map(policyThing),
    ...[...account.instanceProfiles.values()].map(
      ({ arn, id, role, tags }): Thing => ({
        ...{ kind: 'instance profile', name: arn },
        facts: { 'unique id': id, role: role?.arn, tags: pairs(tags) },
      }),
    ),
    ...[...account.mfaDevices.values()].map(
      ({ serialNumber, user, tags }): Thing => ({
        ...{ kind: 'MFA device', name: serialNumber },
        facts: { user: user?.arn, tags: pairs(tags) },
      }),
    ),
    ...[...account.oidcProviders.values()].map(
      ({ arn, clientIds, thumbprints, tags }): Thing => ({
        ...{ kind: 'OIDC provider', name: arn },
        facts: { audiences: names(clientIds), thumbprints: names(thumbprints), tags: pairs(tags) },
      }),
    ),
  ]);
}

function rootThings({ id, rootAccessKeys }: IamAccount): readonly Thing[] {
  if (rootAccessKeys.size === 0) return [];
  return [{ kind: 'account', name: id, facts: { 'access keys of its root user': keysText(rootAccessKeys) } }];
}

function holderThing(holder: PolicyHolder): Thing {
  const { kind, arn, id, inlinePolicies, attachedPolicies } = holder;
  const tagged = holder.kind === 'group' ? undefined : holder;
  return {
    ...{ kind, name: arn },
    facts: {
      'unique id': id,
      'attached policies': names(attachedPolicies),
      'permissions boundary': tagged?.permissionsBoundary,
      tags: tagged && pairs(tagged.tags),
      ...(holder.kind === 'user' && {
        groups: names([...holder.groups].map(({ name }) => name)),
        'access keys': keysText(holder.accessKeys),
      }),
    },
    documents: Object.fromEntries(
      [...inlinePolicies].map(([name, document]) => [`inline policy ${name}`, document]),
    ),
  };
}

/** Access keys by their ids: the secrets are not shown. */
function keysText(keys: Iterable<{ readonly id: string; readonly active: boolean }>): string | undefined {
  return names([...keys].map(({ id, active }) => (active ? id : `${id} (inactive)`)));
}

function policyThing({ arn, description, tags, versions, defaultVersionId }: ManagedPolicy): Thing {
  return {
    ...{ kind: 'managed policy', name: arn },
    facts: { description, 'default version': defaultVersionId, tags: pairs(tags) },
    documents: Object.fromEntries([...versions].map(([id, { document }]) => [`version ${id}`, document])),
  };
}
