import { entityAlreadyExists, limitExceeded } from '../../../../aws/iam-errors.ts';
import type { IamReader } from '../iam-reader.ts';
import type { StateChecks, StateInput } from './state-check.ts';

/** Providers that an account may have, and audiences of each. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAXIMUM = 100;

/**
 * Refuses a URL that a provider has, one provider too many and one audience too many. Throws EntityAlreadyExists and
 * LimitExceeded.
 */
async function requireNew(read: IamReader, { Url = '', ClientIDList = [] }: StateInput): Promise<void> {
  refuseMoreClientIds(new Set(ClientIDList));
  const { OpenIDConnectProviderList: list = [] } = await read('ListOpenIDConnectProviders', {});
  const path = `:oidc-provider/${Url.replace(/^https:\/\//, '')}`;
  if (list.some(({ Arn = '' }) => Arn.endsWith(path)))
    throw entityAlreadyExists(`Provider with url ${Url} already exists.`);
  if (list.length >= MAXIMUM)
    throw limitExceeded(`Cannot exceed quota for OpenIdConnectProvidersPerAccount: ${MAXIMUM}`);
}

/** Requires a provider that has room for one more audience. Throws NoSuchEntity and LimitExceeded. */
async function requireRoom(
  read: IamReader,
  { OpenIDConnectProviderArn, ClientID = '' }: StateInput,
): Promise<void> {
  const { ClientIDList = [] } = await read('GetOpenIDConnectProvider', { OpenIDConnectProviderArn });
  refuseMoreClientIds(new Set([...ClientIDList, ClientID]));
}

function refuseMoreClientIds({ size }: ReadonlySet<string>): void {
  if (size > MAXIMUM)
    throw limitExceeded(`Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${MAXIMUM}`);
}

/** Requires a provider that exists. Throws NoSuchEntity. */
async function requireProvider(read: IamReader, { OpenIDConnectProviderArn }: StateInput): Promise<void> {
  await read('GetOpenIDConnectProvider', { OpenIDConnectProviderArn });
}

/** The state that operations on OpenID Connect providers need. Deleting an absent one is no error. */
export const providerChecks: StateChecks = {
  CreateOpenIDConnectProvider: requireNew,
  AddClientIDToOpenIDConnectProvider: requireRoom,
  RemoveClientIDFromOpenIDConnectProvider: requireProvider,
  UpdateOpenIDConnectProviderThumbprint: requireProvider,
  TagOpenIDConnectProvider: requireProvider,
  UntagOpenIDConnectProvider: requireProvider,
};
