import { expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { StaleDecisionError } from '../stale-decision-error.ts';
import type { Call, DecidedResource } from '../store.ts';
import { EndpointStore } from './endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from './testing/fake-endpoint.ts';

const place = { account, region: 'eu-west-1' } as const;
const absent = (code: string): Told => ({ status: 400, body: JSON.stringify({ __type: code }) });

/** An endpoint whose table and secret are those that are named here, and none if undefined. */
class Endpoint {
  table: string | undefined = 'first';
  secret: string | undefined = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:pass-firsts';

  answer({ headers }: Seen): Told {
    const target = headers['x-amz-target'];
    if (target === 'DynamoDB_20120810.DescribeTable')
      return this.table === undefined
        ? absent('ResourceNotFoundException')
        : { status: 200, body: JSON.stringify({ Table: { TableName: 'books', TableId: this.table } }) };
    if (target === 'secretsmanager.DescribeSecret')
      return this.secret === undefined
        ? absent('ResourceNotFoundException')
        : { status: 200, body: JSON.stringify({ ARN: this.secret, Name: 'pass' }) };
    return { status: 200, body: '{}' };
  }
}

const call = (
  asked: Pick<Call, 'service' | 'operation'> & { input: object },
  resource: DecidedResource,
): Call => ({
  ...asked,
  input: asked.input as never,
  ...place,
  principal: { type: 'Root', accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account },
  requestId: 'OURS',
  conditions: { resources: [resource] },
});
const write = (identity: string): Call =>
  call(
    { service: 'dynamodb', operation: 'PutItem', input: { TableName: 'books', Item: { id: { S: 'a' } } } },
    { kind: 'table', name: 'books', ...place, identity },
  );
const remove = (identity: string): Call =>
  call(
    {
      service: 'secretsmanager',
      operation: 'DeleteSecret',
      input: { SecretId: 'pass', ForceDeleteWithoutRecovery: true },
    },
    { kind: 'secret', name: 'pass', ...place, identity },
  );
const sent = (seen: readonly Seen[]) =>
  seen
    .map(({ headers }) => String(headers['x-amz-target']).replace(/^.*\./, ''))
    .filter((name) => !name.startsWith('Describe'));

test.each([
  ['made anew by then', 'zeroth'],
  ['made by then', 'nothing'],
])('a write is not sent to a table that was %s', async (_, identity) => {
  const state = new Endpoint();
  await using endpoint = await fakeEndpoint((seen) => state.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  await expect(store.send(write(identity))).rejects.toBeInstanceOf(StaleDecisionError);
  expect(sent(endpoint.seen)).toEqual([]);
});

test('a kept answer does not tell which table it is', async () => {
  const state = new Endpoint();
  await using endpoint = await fakeEndpoint((seen) => state.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  await store.read({
    service: 'dynamodb',
    operation: 'DescribeTable',
    input: { TableName: 'books' },
    ...place,
  });
  state.table = 'second';
  await expect(store.send(write('first'))).rejects.toBeInstanceOf(StaleDecisionError);
});

test.each([
  ['the same', 'first'],
  ['gone, which the endpoint tells', undefined],
])('a write is sent if its table is %s', async (_, table) => {
  const state = new Endpoint();
  state.table = table;
  await using endpoint = await fakeEndpoint((seen) => state.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  await store.send(write('first'));
  expect(sent(endpoint.seen)).toEqual(['PutItem']);
});

test('a write is not sent if the endpoint does not tell which table it is', async () => {
  await using endpoint = await fakeEndpoint(() => ({
    status: 500,
    body: '{"__type":"InternalServerError"}',
  }));
  await using store = new EndpointStore(endpoint.url);
  await expect(store.send(write('first'))).rejects.toMatchObject({ code: 'ServiceUnavailable', status: 503 });
  expect(sent(endpoint.seen)).toEqual([]);
});

test('a forced deletion of a secret that did not exist is answered, and never sent', async () => {
  const state = new Endpoint();
  state.secret = undefined;
  await using endpoint = await fakeEndpoint((seen) => state.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  const { status, body } = await store.send(remove('nothing'));
  expect(status).toBe(200);
  expect(JSON.parse(String(body))).toMatchObject({ Name: 'pass', DeletionDate: expect.any(Number) });
  expect(sent(endpoint.seen)).toEqual([]);
});

test('a forced deletion of a secret that exists by then is decided again', async () => {
  const state = new Endpoint();
  await using endpoint = await fakeEndpoint((seen) => state.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  await expect(store.send(remove('nothing'))).rejects.toBeInstanceOf(StaleDecisionError);
  expect(sent(endpoint.seen)).toEqual([]);
  await store.send(remove(String(state.secret)));
  expect(sent(endpoint.seen)).toEqual(['DeleteSecret']);
});
