import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  ListOpenIDConnectProviderTagsCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients } from '../../testing/lab-under-test.ts';

const account = '111111111111';
const Url = 'https://gitlab.com';
const OpenIDConnectProviderArn = `arn:aws:iam::${account}:oidc-provider/gitlab.com`;
const absent = `arn:aws:iam::${account}:oidc-provider/example.com`;
const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await root.iam.send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ['a'] }));
});

test('A provider is created, changed, listed and deleted', async () => {
  const { iam } = root;
  const named = { OpenIDConnectProviderArn };
  await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...named, ClientID: 'b' }));
  await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand({ ...named, ClientID: 'a' }));
  const ThumbprintList = ['c'.repeat(40)];
  await iam.send(new UpdateOpenIDConnectProviderThumbprintCommand({ ...named, ThumbprintList }));
  const Tags = ['x', 'y'].map((Key) => ({ Key, Value: 'v' }));
  await iam.send(new TagOpenIDConnectProviderCommand({ ...named, Tags }));
  await iam.send(new UntagOpenIDConnectProviderCommand({ ...named, TagKeys: ['x'] }));
  const tags = [{ Key: 'y', Value: 'v' }];
  expect(await iam.send(new GetOpenIDConnectProviderCommand(named))).toMatchObject({
    Url: 'gitlab.com',
    ClientIDList: ['b'],
    ThumbprintList,
    Tags: tags,
  });
  expect((await iam.send(new ListOpenIDConnectProviderTagsCommand(named))).Tags).toEqual(tags);
  const listed = async () =>
    (await iam.send(new ListOpenIDConnectProvidersCommand({}))).OpenIDConnectProviderList;
  expect(await listed()).toEqual([{ Arn: OpenIDConnectProviderArn }]);
  await iam.send(new DeleteOpenIDConnectProviderCommand(named));
  await iam.send(new DeleteOpenIDConnectProviderCommand(named));
  expect(await listed()).toEqual([]);
});

test('A provider has at most 100 audiences', async () => {
  const { iam } = root;
  const quota = '409 LimitExceededException: Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100';
  const clientIds = (count: number) => Array.from({ length: count }, (_, index) => `client-${index}`);
  const create = (count: number) =>
    answerOf(
      iam.send(
        new CreateOpenIDConnectProviderCommand({
          Url: 'https://example.com',
          ClientIDList: clientIds(count),
        }),
      ),
    );
  const add = (ClientID: string) =>
    answerOf(
      iam.send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: absent, ClientID })),
    );
  expect(await create(101)).toBe(quota);
  expect(await create(100)).toBe('granted');
  expect(await add('one-more')).toBe(quota);
  expect(await add('client-0')).toBe('granted');
});

describe('A request about a provider is refused', () => {
  const missing = `404 NoSuchEntityException: OpenIDConnect Provider not found for arn ${absent}`;
  test.each<[string, (who: Clients) => Promise<unknown>, string]>([
    [
      'that exists',
      ({ iam }) => iam.send(new CreateOpenIDConnectProviderCommand({ Url })),
      '409 EntityAlreadyExistsException: Provider with url https://gitlab.com already exists.',
    ],
    [
      'without https',
      ({ iam }) => iam.send(new CreateOpenIDConnectProviderCommand({ Url: 'http://gitlab.com' })),
      '400 ValidationError: Invalid Open ID Connect Provider URL',
    ],
    [
      'that does not exist',
      ({ iam }) => iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: absent })),
      missing,
    ],
    [
      'that does not exist, with an audience',
      ({ iam }) =>
        iam.send(
          new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: absent, ClientID: 'a' }),
        ),
      missing,
    ],
  ])('%s', async (_, send, refusal) => {
    expect(await answerOf(send(root))).toContain(refusal);
  });

  test.each<[string, string]>([
    [OpenIDConnectProviderArn, 'granted'],
    [absent, '403 AccessDenied'],
  ])('unless a policy allows it on its ARN: %s', async (resource, outcome) => {
    const user = await lab.user(account, 'ann', allow('iam:GetOpenIDConnectProvider', resource));
    const reading = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn });
    expect(await answerOf(user.iam.send(reading))).toContain(outcome);
  });
});
