import { describe, expect, jest, test } from '@jest/globals';
import type { Operation, Service } from '../aws/operations.ts';
import { serviceNames } from '../aws/services.ts';
import { otherAccount } from '../aws/testing/accounts.ts';
import type { Call, Store } from '../stores/store.ts';
import { modelOf, operationNames } from '../wire/sdk-schemas.ts';
import { desks } from './desks.ts';
import { pageMembersOf, pageOfList } from './page-of-list.ts';
import { PageTokens } from './page-tokens.ts';
import type { ReceivedCall } from './plan/received-call.ts';

const all = serviceNames.flatMap((service) => operationNames(service).map((name) => ({ service, name })));
const paged = all.flatMap(({ service, name }) => {
  const members = pageMembersOf(service, name);
  return members ? [[`${service}:${name}`, members] as const] : [];
});

/** Markers that are names, ids and numbers, which a caller may make up. */
const MADE_UP = /^(?:Key|UploadId|VersionId|PartNumber)Marker$|^s3:ListObjects Marker$/;

/** Longer than the model lets a marker of IAM be. */
const long = 'x'.repeat(700);

function received(of: string, input: object, account = '111111111111'): ReceivedCall {
  const [service, operation] = of.split(':') as [Service, Operation];
  const principal = {
    type: 'Root',
    accountId: account,
    arn: `arn:aws:iam::${account}:root`,
    userId: account,
  };
  // Nothing else of the facts is looked at.
  return { service, operation, input, facts: { principal } } as unknown as ReceivedCall;
}

/** A store that answers each call with an output, and the calls that it was told to perform. */
function storeAnswering(output: object) {
  const perform = jest.fn(async (_: Call) => output);
  const store = { perform } as unknown as Store;
  const inputs = () => perform.mock.calls.map(([{ input }]): object => input);
  return { store, inputs };
}

async function ask(tokens: PageTokens, of: string, { store, input, account }: Asked): Promise<string> {
  const page = pageOfList(received(of, input, account), tokens);
  const call = { ...page.received, account, requestId: 'r' } as unknown as Call;
  const { body } = await page.send(store, call);
  return String(body);
}

interface Asked {
  readonly store: Store;
  readonly input: object;
  readonly account?: string;
}

/** The token of the next page in a document of any protocol. */
function tokenIn(body: string, member: string): string {
  const found = new RegExp(`<${member}>([^<]*)</|"${member}":"([^"]*)"`).exec(body);
  return found?.[1] ?? found?.[2] ?? '';
}

describe('the members that carry page tokens', () => {
  test('are all that outputs give back, except markers that a caller may make up', () => {
    const given = all.flatMap(({ service, name }) => {
      const { input, output } = modelOf(service, name);
      const told = new Set(output?.shape.members.map((member) => member.name));
      return input.shape.members
        .map((member) => member.name)
        .filter(
          (member) => /(?:Token|Marker)$/.test(member) && (told.has(member) || told.has(`Next${member}`)),
        )
        .filter((member) => !MADE_UP.test(member) && !MADE_UP.test(`${service}:${name} ${member}`))
        .map((member) => `${service}:${name} ${member}`);
    });
    const known = paged.map(([of, { member }]) => `${of} ${member}`);
    expect(known.toSorted()).toEqual(given.toSorted());
  });

  test.each(paged)('of %s are texts of its input and output', (of, { member, next }) => {
    const [service, operation] = of.split(':') as [Service, string];
    const { input, output } = modelOf(service, operation);
    expect(input.shape.members.find(({ name }) => name === member)?.shape.kind).toBe('string');
    expect(output?.shape.members.find(({ name }) => name === next)?.shape.kind).toBe('string');
  });

  test.each(serviceNames.filter((service) => desks[service].pageToken === undefined))(
    'are none of %s',
    (service) => {
      expect(paged.filter(([of]) => of.startsWith(`${service}:`))).toEqual([]);
    },
  );
});

describe.each(paged)('%s', (of, { member, next, refusal }) => {
  test('gives out sealed tokens, and hands the store its own again', async () => {
    const tokens = new PageTokens();
    for (const token of ['k', 'a/ü€&<>+%2F==', long]) {
      const { store, inputs } = storeAnswering({ [next]: token });
      const sealed = tokenIn(await ask(tokens, of, { store, input: {} }), next);
      expect(sealed).not.toBe(token);
      await ask(tokens, of, { store, input: { [member]: sealed } });
      expect(inputs()).toEqual([{}, { [member]: token }]);
    }
  });

  test('refuses a token that it did not give out, before any store', async () => {
    const tokens = new PageTokens();
    const { store, inputs } = storeAnswering({ [next]: 'k' });
    const sealed = tokenIn(await ask(tokens, of, { store, input: {} }), next);
    const other = tokens.seal(
      { service: 'sts', operation: 'GetCallerIdentity', account: '111111111111' },
      'k',
    );
    for (const token of ['k', 'nonsense', other, `${sealed}A`]) {
      const asking = ask(tokens, of, { store, input: { [member]: token } });
      await expect(asking).rejects.toMatchObject({ status: 400, code: refusal(token).code });
    }
    const ofAnother = { store, input: { [member]: sealed }, account: otherAccount };
    await expect(ask(tokens, of, ofAnother)).rejects.toMatchObject({ status: 400 });
    expect(inputs()).toEqual([{}]);
  });

  test('is planned without a token that was given out, and with any other', async () => {
    const tokens = new PageTokens();
    const { store } = storeAnswering({ [next]: long });
    const sealed = tokenIn(await ask(tokens, of, { store, input: {} }), next);
    expect(pageOfList(received(of, { [member]: sealed }), tokens).received.input).toEqual({});
    const wrong = { [member]: 'nonsense' };
    expect(pageOfList(received(of, wrong), tokens).received.input).toEqual(wrong);
  });

  test('gives out no token on the last page', async () => {
    const body = await ask(new PageTokens(), of, { store: storeAnswering({}).store, input: {} });
    expect(tokenIn(body, next)).toBe('');
  });
});

test('the token that was sent is told as it was sent', async () => {
  const tokens = new PageTokens();
  const answer = { ContinuationToken: 'a', NextContinuationToken: 'b' };
  const scope = { service: 's3', operation: 'ListObjectsV2', account: '111111111111' } as const;
  const sent = tokens.seal(scope, 'a');
  const input = { Bucket: 'b', ContinuationToken: sent };
  const body = await ask(tokens, 's3:ListObjectsV2', { store: storeAnswering(answer).store, input });
  expect(tokenIn(body, 'ContinuationToken')).toBe(sent);
  expect(tokens.open(scope, tokenIn(body, 'NextContinuationToken'))).toBe('b');
});
