import { digitsFor } from '../world/stand-in.ts';
import { STAND_IN_ORGANIZATION } from '../world/stand-in-organization.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import type { Valued, ValueOf } from './valued-resource.ts';

/** The id that stands in for that of an organizational unit. */
export function unitId({ stack, id }: Valued): string {
  return `ou-${STAND_IN_ORGANIZATION.root.slice('r-'.length)}-${digitsFor(`${stack.name}/${id}`, 8)}`;
}

/** The id of an account of the organization: that of the account with its name, since AWS chooses it. */
export function memberId(resource: Valued): string | UnknownValue {
  const { stack, id } = resource;
  const name = resource.property('AccountName');
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const found = Object.entries(stack.accounts ?? {}).find(
    ([own]) => typeof name === 'string' && plain(own) === plain(name),
  );
  return found?.[1] ?? new UnknownValue(`the id of the account ${id} is chosen by AWS`);
}

/** The values of the resources of AWS Organizations. */
export const organizationValues: Readonly<Record<string, ValueOf>> = {
  'AWS::Organizations::Organization': ({ stack }, attribute) => {
    if (attribute === undefined || attribute === 'Id') return STAND_IN_ORGANIZATION.id;
    if (attribute === 'RootId') return STAND_IN_ORGANIZATION.root;
    if (attribute === 'ManagementAccountId') return stack.accountId;
    return attribute === 'Arn'
      ? `arn:aws:organizations::${stack.accountId}:organization/${STAND_IN_ORGANIZATION.id}`
      : undefined;
  },
  'AWS::Organizations::OrganizationalUnit': (resource, attribute) =>
    attribute === undefined || attribute === 'Id' ? unitId(resource) : undefined,
  'AWS::Organizations::Account': (resource, attribute) =>
    attribute === undefined || attribute === 'AccountId' ? memberId(resource) : undefined,
};
