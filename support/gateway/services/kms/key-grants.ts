import type { GrantListEntry } from '@aws-sdk/client-kms';
import type { Grant } from '../../../authorization/terms/grant.ts';
import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { kmsPages } from '../../../aws/kms-pages.ts';
import type { Store } from '../../../stores/store.ts';
import { orAbsence } from '../../refusal/or-absence.ts';
import { type AgedName, formerPrincipals } from '../iam/former-principals.ts';
import { grantConstraints } from './grant-terms.ts';

/** As many as KMS gives at once. */
const PAGE = 100;

/**
 * Every grant on a KMS key given by its ARN, read through ListGrants; an empty list if the key does not exist. Throws
 * ServiceUnavailable if the store does not tell.
 */
export async function keyGrants(store: Store, keyArn: string): Promise<readonly Grant[]> {
  const arn = parseArn(keyArn);
  if (!arn) return [];
  const at = { service: 'kms', operation: 'ListGrants', region: arn.region, account: arn.account } as const;
  const nameSince = formerPrincipals(store);
  const grants: Grant[] = [];
  const read = async (Marker: string | undefined) => {
    const listed = () => store.read({ ...at, input: { KeyId: keyArn, Limit: PAGE, Marker } });
    const page = await orAbsence(listed, 'NotFoundException');
    return page instanceof AwsError ? { Truncated: false, Grants: [], isGone: true } : page;
  };
  for await (const page of kmsPages(read)) {
    if ('isGone' in page) return [];
    for (const entry of page.Grants ?? []) grants.push(...(await grantOf(entry, keyArn, nameSince)));
  }
  return grants;
}

/** A grant as KMS lists it; a grant without an id or a grantee gives no access. */
async function grantOf(
  entry: GrantListEntry,
  keyArn: string,
  nameSince: AgedName,
): Promise<readonly Grant[]> {
  const { GrantId: id, Name: name, Operations: operations = [], CreationDate = new Date(0) } = entry;
  const grantee = entry.GranteePrincipal ?? entry.GranteeServicePrincipal;
  if (id === undefined || grantee === undefined) return [];
  const retiring = entry.RetiringPrincipal ?? entry.RetiringServicePrincipal;
  const granteePrincipal = await nameSince(grantee, CreationDate);
  const retiringPrincipal = retiring === undefined ? undefined : await nameSince(retiring, CreationDate);
  const constraints = grantConstraints(entry.Constraints);
  return [{ id, keyArn, name, granteePrincipal, retiringPrincipal, operations, constraints }];
}
