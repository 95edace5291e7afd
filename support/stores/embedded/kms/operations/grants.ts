import type { GrantListEntry } from '@aws-sdk/client-kms';
import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { KmsGrant } from '../grant.ts';
import { newGrantToken } from '../grant-token.ts';
import { addGrant, findGrant, grantOfRetry, grantsOf, removeGrant, requireRoom } from '../grants.ts';
import type { KmsState } from '../kms-state.ts';
import { pageOf } from '../paging.ts';
import { keyOf } from './key-of-request.ts';
import { newGrant } from './new-grant.ts';

const oldestFirst = {
  by: (grant: KmsGrant) => `${String(grant.sequence).padStart(10, '0')} ${grant.keyArn}`,
  defaultLimit: 50,
};

/**
 * The operations on grants. The gateway has already decided who may use them.
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
    const grant = retried ?? addGrant(state, chosen);
    return { GrantId: grant.id, GrantToken: newGrantToken(grant) };
  },

  ListGrants(input, context) {
    const { GrantId, GranteePrincipal } = input;
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

  // The gateway has replaced a token by the key and the id of its grant.
  RetireGrant({ KeyId, GrantId }, context) {
    const key = keyOf('RetireGrant', KeyId, context);
    const grant = findGrant(context.state, key.arn, present('grantId', GrantId));
    removeGrant(context.state, grant);
    return {};
  },

  RevokeGrant(input, context) {
    const grantId = present('grantId', input.GrantId);
    const key = keyOf('RevokeGrant', input.KeyId, context);
    const grant = findGrant(context.state, key.arn, grantId);
    removeGrant(context.state, grant);
    return {};
  },
} satisfies OperationTable<'kms', KmsState>;

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
