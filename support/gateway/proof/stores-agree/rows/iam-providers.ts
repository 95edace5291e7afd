import { requestsOf, type State, type Subject, subjectsOf } from '../request.ts';

const ask = requestsOf('iam');
const OpenIDConnectProviderArn = '{providerArn}';
const Url = 'https://oidc.example.com/{n}';
const ThumbprintList = ['a'.repeat(40)];

/** An OpenID Connect provider with an audience and a tag. */
const provided: State = {
  steps: [
    ask(
      'CreateOpenIDConnectProvider',
      { Url, ThumbprintList, ClientIDList: ['one'], Tags: [{ Key: 'a', Value: 'b' }] },
      { keep: { providerArn: 'OpenIDConnectProviderArn' } },
    ),
  ],
  reads: [ask('GetOpenIDConnectProvider', { OpenIDConnectProviderArn })],
};
const of = subjectsOf('iam', provided);

/** For tests: how IAM is asked about OpenID Connect providers. */
export const iamProviders: readonly Subject[] = [
  of(
    'CreateOpenIDConnectProvider',
    { Url: 'https://other.example.com/{c}', ThumbprintList },
    { also: { 'one that is there': { input: { Url } } } },
  ),
  of('GetOpenIDConnectProvider', { OpenIDConnectProviderArn }),
  of('DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn }),
  of('AddClientIDToOpenIDConnectProvider', { OpenIDConnectProviderArn, ClientID: 'two' }),
  of('RemoveClientIDFromOpenIDConnectProvider', { OpenIDConnectProviderArn, ClientID: 'one' }),
  of('UpdateOpenIDConnectProviderThumbprint', {
    OpenIDConnectProviderArn,
    ThumbprintList: ['b'.repeat(40)],
  }),
  of('TagOpenIDConnectProvider', { OpenIDConnectProviderArn, Tags: [{ Key: 'c', Value: 'd' }] }),
  of('UntagOpenIDConnectProvider', { OpenIDConnectProviderArn, TagKeys: ['a'] }),
  of('ListOpenIDConnectProviderTags', { OpenIDConnectProviderArn }),
];
