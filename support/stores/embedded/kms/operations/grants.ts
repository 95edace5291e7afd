import type { GrantListEntry } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import type { Input } from '../../../../aws/operations.ts';
import { check, lengthBetween, matching, present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { KmsGrant } from '../grant.ts';
import { grantOfToken, newGrantToken } from '../grant-token.ts';
import { addGrant, findGrant, grantOfRetry, grantsOf, removeGrant, requireRoom } from '../grants.ts';
import type { KmsState } from '../kms-state.ts';
import { pageOf } from '../paging.ts';
import { type KmsContext, keyOf } from './key-of-request.ts';
import { newGrant } from './new-grant.ts';
import { endDryRun } from './request-options.ts';

const oldestFirst = {
  by: (grant: KmsGrant) => `${String(grant.sequence).padStart(10, '0')} ${grant.keyArn}`,
  defaultLimit: 50,
};

/**
 * Grants on keys. Who may make, list, retire and revoke them is decided before.
 *
 * Differs: a grant takes effect, and ends, at once; on AWS it takes up to five minutes unless its token is shown.
 *
 * Source: AWS KMS API reference, CreateGrant, ListGrants, ListRetirableGrants, RetireGrant and RevokeGrant.
 */
export const grantOperations = {
  CreateGrant(input, context) {
    const { state, account } = context;
    const key = keyOf('CreateGrant', input.KeyId, context);
    const chosen = newGrant(input, key, account);
    const retried = grantOfRetry(state, chosen);
    if (retried === undefined) requireRoom(state, key.arn);
    endDryRun({ DryRun: input.DryRun });
    const grant = retried ?? addGrant(state, chosen);
    return { GrantId: grant.id, GrantToken: newGrantToken(grant) };
  },

  ListGrants(input, context) {
    const { GrantId, GranteePrincipal } = input;
    checkGrantId(GrantId);
    checkPrincipal('granteePrincipal', GranteePrincipal);
    const key = keyOf('ListGrants', input.KeyId, context);
    const found = [...grantsOf(context.state, key.arn)].filter(
      (grant) =>
        (GrantId === undefined || grant.id === GrantId) &&
        (GranteePrincipal === undefined || grant.granteePrincipal === GranteePrincipal) &&
        (input.GranteeServicePrincipal === undefined ||
          grant.granteeServicePrincipal === input.GranteeServicePrincipal),
    );
    const { items, paging } = pageOf(found, input, oldestFirst);
    return { Grants: items.map(entryOf), ...paging };
  },

  ListRetirableGrants(input, { state, region }) {
    const { RetiringPrincipal, RetiringServicePrincipal } = input;
    if (RetiringServicePrincipal === undefined) present('retiringPrincipal', RetiringPrincipal);
    checkPrincipal('retiringPrincipal', RetiringPrincipal);
    const found = [...state.grants.keys()]
      .filter((keyArn) => state.keys.get(keyArn)?.region === region)
      .flatMap((keyArn) => [...grantsOf(state, keyArn)])
      .filter(
        (grant) =>
          grant.retiringPrincipal === RetiringPrincipal &&
          grant.retiringServicePrincipal === RetiringServicePrincipal,
      );
    const { items, paging } = pageOf(found, input, oldestFirst);
    return { Grants: items.map(entryOf), ...paging };
  },

  RetireGrant(input, context) {
    const grant = grantToRetire(input, context);
    endDryRun({ DryRun: input.DryRun });
    removeGrant(context.state, grant);
    return {};
  },

  RevokeGrant(input, context) {
    const grantId = present('grantId', input.GrantId);
    checkGrantId(grantId);
    const key = keyOf('RevokeGrant', input.KeyId, context);
    const grant = findGrant(context.state, key.arn, grantId);
    endDryRun({ DryRun: input.DryRun });
    removeGrant(context.state, grant);
    return {};
  },
} satisfies OperationTable<'kms', KmsState>;

/** By its token alone, or by its id and the key. */
function grantToRetire(
  { GrantToken, KeyId, GrantId }: Input<'kms', 'RetireGrant'>,
  context: KmsContext,
): KmsGrant {
  if (GrantToken !== undefined) {
    if (KeyId !== undefined || GrantId !== undefined) {
      throw kmsError(
        'ValidationException',
        'Specify either a grant token, or a key and a grant ID, but not both.',
      );
    }
    const grant = grantOfToken(context.state, GrantToken);
    if (grant === undefined) throw kmsError('InvalidGrantTokenException');
    return grant;
  }
  const grantId = present('grantId', GrantId);
  checkGrantId(grantId);
  return findGrant(context.state, keyOf('RetireGrant', KeyId, context).arn, grantId);
}

function checkGrantId(grantId: string | undefined): void {
  check(lengthBetween('grantId', grantId, [1, 128]));
}

function checkPrincipal(member: string, principal: string | undefined): void {
  check(lengthBetween(member, principal, [1, 256]), matching(member, principal, /^[\w+=,.@:/-]+$/));
}

/** Members that the grant does not have are absent, except that its name is then empty, as on AWS. */
function entryOf(grant: KmsGrant): GrantListEntry {
  return {
    KeyId: grant.keyArn,
    GrantId: grant.id,
    Name: grant.name ?? '',
    CreationDate: grant.created,
    IssuingAccount: `arn:aws:iam::${grant.issuingAccount}:root`,
    GranteePrincipal: grant.granteePrincipal,
    GranteeServicePrincipal: grant.granteeServicePrincipal,
    RetiringPrincipal: grant.retiringPrincipal,
    RetiringServicePrincipal: grant.retiringServicePrincipal,
    Operations: [...grant.operations],
    Constraints: grant.constraints,
  };
}
