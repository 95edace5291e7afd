import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Denied as DeniedDecision } from '../authorization/terms/decision.ts';
import { account } from '../aws/testing/accounts.ts';
import { clientsFor } from '../client/clients.ts';
import { rootOf } from '../client/identity.ts';
import type { DecisionLog, DecisionRecord } from '../gateway/record/decision-log.ts';
import { attempt } from './attempt.ts';

/** The server's next answer, and the signature of its last request. */
let answer: { status: number; id?: string; body?: string } = { status: 200 };
let authorization: string | undefined;

const server = createServer((request, response) => {
  authorization = request.headers.authorization;
  response.writeHead(answer.status, answer.id === undefined ? {} : { 'x-keyhole-decision-id': answer.id });
  response.end(answer.body);
});
let endpoint = '';

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const decision: DeniedDecision = {
  result: 'Denied',
  permission: {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    resourceAccount: '1',
    context: { get: () => undefined },
  },
  layer: 'identity',
  explicit: false,
  crossAccount: false,
  considered: [],
};
const base: DecisionRecord = { id: 'x', time: new Date(0), decisions: [], response: { status: 200 } };
const records = new Map<string, DecisionRecord>([
  ['granted', base],
  ['denied', { ...base, decisions: [decision] }],
  ['undecidable', { ...base, undecidable: 'an operator it does not know' }],
]);
const log: DecisionLog = { get: (id) => records.get(id), records: () => [...records.values()] };

function get(identity: Parameters<typeof clientsFor>[0]['identity'] = rootOf(account)) {
  const { s3 } = clientsFor({ endpoint, identity, region: 'eu-west-1' });
  return attempt(log, () => s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })));
}

const error = (code: string) => `<Error><Code>${code}</Code><Message>why</Message></Error>`;

describe('attempt', () => {
  test('success is granted, with the records that the answers name', async () => {
    answer = { status: 200, id: 'granted' };
    expect(await get()).toMatchObject({ result: 'Granted', records: [base] });
  });

  test('an error is denied if the log holds a denial', async () => {
    answer = { status: 403, id: 'denied', body: error('AccessDenied') };
    expect(await get()).toMatchObject({
      result: 'Denied',
      code: 'AccessDenied',
      status: 403,
      message: 'why',
      decision,
    });
  });

  test('any other error has failed, a 403 included', async () => {
    answer = { status: 403, id: 'granted', body: error('InvalidAccessKeyId') };
    expect(await get()).toMatchObject({ result: 'Failed', code: 'InvalidAccessKeyId', status: 403 });
  });

  test.each([
    [
      'the log says so',
      { status: 403, id: 'undecidable', body: error('AccessDenied') },
      'an operator it does not know',
    ],
    ['nothing implements it', { status: 501, body: error('NotImplemented') }, 'why'],
  ])('a request that cannot be decided has no answer: %s', async (_, reply, why) => {
    answer = reply;
    await expect(get()).rejects.toMatchObject({
      code: 'undecidable',
      message: `the gateway cannot decide this request: ${why}`,
    });
  });

  test('a request without a response has no answer', async () => {
    const { s3 } = clientsFor({ endpoint: 'http://127.0.0.1:1', identity: 'anonymous', region: 'eu-west-1' });
    const request = () => s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
    await expect(attempt(log, request)).rejects.toThrow('ECONNREFUSED');
  });

  test('an anonymous caller does not sign; others sign', async () => {
    answer = { status: 200 };
    await get('anonymous');
    expect(authorization).toBeUndefined();
    await get();
    expect(authorization).toContain(`Credential=${account}/`);
  });
});
