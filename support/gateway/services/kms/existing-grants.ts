import type { GrantListEntry } from '@aws-sdk/client-kms';
import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { kmsError } from '../../../aws/kms-error.ts';
import { kmsPages } from '../../../aws/kms-pages.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { textMember } from '../../plan/text-member.ts';
import { orAbsence } from '../../refusal/or-absence.ts';

type Call = CallFacts<'kms'>;

/**
 * Requires the key to have the grant that is to end. Throws NotFoundException.
 *
 * Source: AWS KMS API reference, RetireGrant and RevokeGrant.
 * Undocumented: AWS does not state this error's text.
 */
export async function requireGrant(call: Call): Promise<void> {
  if ((await grantNamed(call)) !== undefined) return;
  throw kmsError('NotFoundException', `Grant ID ${textMember(call.input, 'GrantId')} not found`);
}

/**
 * Requires the key to have the grant that ListGrants names. Throws InvalidGrantIdException.
 *
 * Source: AWS KMS API reference, ListGrants.
 * Undocumented: AWS does not say whether it answers an empty list for a well-formed id.
 */
export async function requireListedGrant(call: Call): Promise<void> {
  if (textMember(call.input, 'GrantId') === undefined || (await grantNamed(call)) !== undefined) return;
  throw kmsError('InvalidGrantIdException');
}

/**
 * The grant that a call names by key and id; undefined if the key has none of this id. Some stores find a grant by its id whichever key is
 * named, and some list every grant of the key.
 */
export async function grantNamed({
  store,
  region,
  account,
  input,
}: Pick<Call, 'store' | 'region' | 'account' | 'input'>): Promise<GrantListEntry | undefined> {
  const KeyId = textMember(input, 'KeyId') ?? '';
  const GrantId = textMember(input, 'GrantId');
  const place = { region, account: parseArn(KeyId)?.account ?? account };
  const lookup = { service: 'kms', operation: 'ListGrants', ...place } as const;
  const read = async (Marker: string | undefined) => {
    const listed = () => store.read({ ...lookup, input: { KeyId, GrantId, Marker } });
    const page = await orAbsence(listed, 'NotFoundException', 'InvalidGrantIdException');
    return page instanceof AwsError ? { Grants: [] } : page;
  };
  for await (const { Grants = [] } of kmsPages(read)) {
    const found = Grants.find((grant) => grant.GrantId === GrantId && isKey(KeyId, grant.KeyId));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True if a grant's key, told by its ARN or its id, is the key of an ARN. */
function isKey(arn: string, told: string | undefined): boolean {
  return told !== undefined && (told === arn || arn.endsWith(`:key/${told}`));
}
