import { kmsError } from '../../../aws/kms-error.ts';
import { randomBytes } from '../shared/random-bytes.ts';
import type { KmsGrant, NewGrant } from './grant.ts';
import type { KmsState } from './kms-state.ts';

/** Source: AWS KMS developer guide, "Resource quotas", grants per KMS key. */
const GRANTS_PER_KEY = 50_000;

/** The grants of a key, oldest first. */
export function grantsOf(state: KmsState, keyArn: string): Iterable<KmsGrant> {
  return state.grants.get(keyArn)?.byId.values() ?? [];
}

/** The grant of a key by its id. Throws NotFoundException if there is none. */
export function findGrant(state: KmsState, keyArn: string, grantId: string): KmsGrant {
  const grant = state.grants.get(keyArn)?.byId.get(grantId);
  if (grant === undefined) throw kmsError('NotFoundException', `Grant ID ${grantId} not found`);
  return grant;
}

/** The grant that a retry of the same named request is answered with; undefined if there is none. */
export function grantOfRetry(state: KmsState, chosen: NewGrant): KmsGrant | undefined {
  const grants = state.grants.get(chosen.keyArn);
  const id = chosen.name === undefined ? undefined : grants?.idsByRequest.get(requestOf(chosen));
  return id === undefined ? undefined : grants?.byId.get(id);
}

/** Throws LimitExceededException if the key can take no further grant. */
export function requireRoom(state: KmsState, keyArn: string): void {
  if ((state.grants.get(keyArn)?.byId.size ?? 0) < GRANTS_PER_KEY) return;
  throw kmsError('LimitExceededException', `The key ${keyArn} has ${GRANTS_PER_KEY} grants already.`);
}

/** Adds a grant to a key. */
export function addGrant(state: KmsState, chosen: NewGrant): KmsGrant {
  const grants = state.grants.get(chosen.keyArn) ?? { byId: new Map(), idsByRequest: new Map(), next: 0 };
  const grant = {
    ...chosen,
    id: randomBytes(32).toString('hex'),
    created: state.now(),
    sequence: grants.next,
  };
  grants.next += 1;
  grants.byId.set(grant.id, grant);
  if (chosen.name !== undefined) grants.idsByRequest.set(requestOf(chosen), grant.id);
  state.grants.set(chosen.keyArn, grants);
  return grant;
}

/** Removes a grant from its key. */
export function removeGrant(state: KmsState, grant: KmsGrant): void {
  const grants = state.grants.get(grant.keyArn);
  grants?.byId.delete(grant.id);
  if (grant.name !== undefined) grants?.idsByRequest.delete(requestOf(grant));
}

/** An independent copy of the grants: a change of one is not seen in the other. */
export function copyGrants(grants: KmsState['grants']): KmsState['grants'] {
  return new Map(
    [...grants].map(([keyArn, { byId, idsByRequest, next }]) => [
      keyArn,
      { byId: new Map(byId), idsByRequest: new Map(idsByRequest), next },
    ]),
  );
}

function requestOf({ name, operations, constraints = {}, issuingAccount, ...principals }: NewGrant): string {
  const { granteePrincipal, granteeServicePrincipal, retiringPrincipal, retiringServicePrincipal } =
    principals;
  return JSON.stringify([
    name,
    issuingAccount,
    operations,
    [granteePrincipal, granteeServicePrincipal, retiringPrincipal, retiringServicePrincipal],
    sorted(constraints.EncryptionContextEquals),
    sorted(constraints.EncryptionContextSubset),
    constraints.SourceArn,
  ]);
}

function sorted(
  pairs: Readonly<Record<string, string>> | undefined,
): readonly (readonly string[])[] | undefined {
  return pairs && Object.entries(pairs).sort(([a], [b]) => (a < b ? -1 : 1));
}
