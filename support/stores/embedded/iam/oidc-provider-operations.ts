import { noSuchEntity } from '../../../aws/iam-errors.ts';
import { oidcProviderArn } from '../../../aws/oidc-provider-arn.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { callersAccount, type IamContext } from './iam-lookup.ts';
import { pageOf } from './iam-paging.ts';
import type { IamState, OidcProvider } from './iam-state.ts';
import { addTags, newTags, removeTags, tagList, tagsMember } from './tags.ts';

/** The provider of the caller's account. Throws NoSuchEntity. */
function providerWithArn(context: IamContext, arn = ''): OidcProvider {
  const provider = callersAccount(context).oidcProviders.get(arn);
  if (provider === undefined) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  return provider;
}

/** OpenID Connect providers: the issuers whose web identities may assume roles. Source: IAM API reference. */
export const oidcProviderOperations = {
  CreateOpenIDConnectProvider({ Url = '', ClientIDList = [], ThumbprintList = [], Tags }, context) {
    const arn = oidcProviderArn(context.account, Url);
    const provider: OidcProvider = {
      arn,
      url: Url.replace(/^https:\/\//, ''),
      clientIds: new Set(ClientIDList),
      thumbprints: ThumbprintList,
      createDate: new Date(),
      tags: newTags(Tags),
    };
    callersAccount(context).oidcProviders.set(arn, provider);
    return { OpenIDConnectProviderArn: arn, ...tagsMember(provider) };
  },

  GetOpenIDConnectProvider({ OpenIDConnectProviderArn }, context) {
    const provider = providerWithArn(context, OpenIDConnectProviderArn);
    const { url, clientIds, thumbprints, createDate } = provider;
    return {
      Url: url,
      ClientIDList: [...clientIds],
      ThumbprintList: [...thumbprints],
      CreateDate: createDate,
      ...tagsMember(provider),
    };
  },

  ListOpenIDConnectProviders: (_input, context) => ({
    OpenIDConnectProviderList: [...callersAccount(context).oidcProviders.keys()].map((Arn) => ({ Arn })),
  }),

  DeleteOpenIDConnectProvider({ OpenIDConnectProviderArn = '' }, context) {
    callersAccount(context).oidcProviders.delete(OpenIDConnectProviderArn);
    return {};
  },

  AddClientIDToOpenIDConnectProvider({ OpenIDConnectProviderArn, ClientID = '' }, context) {
    providerWithArn(context, OpenIDConnectProviderArn).clientIds.add(ClientID);
    return {};
  },

  RemoveClientIDFromOpenIDConnectProvider({ OpenIDConnectProviderArn, ClientID = '' }, context) {
    providerWithArn(context, OpenIDConnectProviderArn).clientIds.delete(ClientID);
    return {};
  },

  UpdateOpenIDConnectProviderThumbprint({ OpenIDConnectProviderArn, ThumbprintList = [] }, context) {
    providerWithArn(context, OpenIDConnectProviderArn).thumbprints = ThumbprintList;
    return {};
  },

  TagOpenIDConnectProvider({ OpenIDConnectProviderArn, Tags }, context) {
    addTags(providerWithArn(context, OpenIDConnectProviderArn).tags, Tags);
    return {};
  },

  UntagOpenIDConnectProvider({ OpenIDConnectProviderArn, TagKeys }, context) {
    removeTags(providerWithArn(context, OpenIDConnectProviderArn).tags, TagKeys);
    return {};
  },

  ListOpenIDConnectProviderTags(input, context) {
    const { tags } = providerWithArn(context, input.OpenIDConnectProviderArn);
    const { items, end } = pageOf(tagList(tags), ({ Key }) => Key ?? '', input);
    return { Tags: items, ...end };
  },
} satisfies OperationTable<'iam', IamState>;
