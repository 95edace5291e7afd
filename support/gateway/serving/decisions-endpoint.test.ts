import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../aws/testing/accounts.ts';
import type { HttpRequest } from '../../wire/http.ts';
import { decisionReport, PLAIN } from '../record/decision-report.ts';
import { newBucket } from '../testing/buckets.ts';
import { answerOf, type LabUnderTest, labUnderTest } from '../testing/lab-under-test.ts';
import { answerAboutDecisions } from './decisions-endpoint.ts';
import { observersAmong } from './observers.ts';

let underTest: LabUnderTest;
beforeAll(async () => {
  underTest = await labUnderTest();
  await newBucket(underTest.as(account), 'reports');
});
afterAll(async () => {
  await underTest[Symbol.asyncDispose]();
});

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The lab's answer to a path. The request is not one of an AWS client. */
async function ask(path: string, { method = 'GET', headers = {} }: Asking = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined;
    type: string;
    body: string;
  }>();
  request(
    `${underTest.lab.endpoint}${path}`,
    { method, headers: { ...headers }, agent: false },
    async (answer) => {
      const type = answer.headers['content-type'] ?? '';
      resolve({ status: answer.statusCode, type, body: await text(answer) });
    },
  )
    .on('error', reject)
    .end();
  return promise;
}

async function deniedId(): Promise<string> {
  const answer = await fetch(`${underTest.lab.endpoint}/reports/q1.csv`);
  await answer.text();
  expect(answer.status).toBe(403);
  return answer.headers.get('x-keyhole-decision-id') ?? '';
}

describe('a lab tells', () => {
  test('one decision by its id', async () => {
    const id = await deniedId();
    const { status, type, body } = await ask(`/_keyhole/decisions/${id}`);
    expect({ status, type }).toEqual({ status: 200, type: 'application/jsonl' });
    expect(JSON.parse(body)).toMatchObject({
      id,
      operation: 'GetObject',
      caller: 'anonymous',
      decisions: [{ result: 'Denied', action: 's3:GetObject', denial: { layer: 'resource' } }],
      response: { status: 403, code: 'AccessDenied' },
    });
  });

  test('the last denials, newest last, one a line', async () => {
    const ids = [await deniedId(), await deniedId()];
    const lines = (await ask('/_keyhole/decisions')).body.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).id).slice(-2)).toEqual(ids);
    for (let i = 0; i < 25; i++) await deniedId();
    expect((await ask('/_keyhole/decisions')).body.trim().split('\n')).toHaveLength(20);
  });

  test('that it does not know an id', async () => {
    expect(await ask('/_keyhole/decisions/0000000000000000')).toMatchObject({
      status: 404,
      type: 'application/jsonl',
      body: '',
    });
  });

  test('the events of an account, as CloudTrail writes them', async () => {
    const { kms } = underTest.as(otherAccount);
    await kms.send(new CreateKeyCommand({}));
    const { status, type, body } = await ask(`/_keyhole/trail?account=${otherAccount}`);
    expect({ status, type }).toEqual({ status: 200, type: 'application/json' });
    expect(JSON.parse(body)).toMatchObject({
      Records: [{ eventName: 'CreateKey', recipientAccountId: otherAccount }],
    });
    expect(JSON.parse((await ask('/_keyhole/trail?account=333333333333')).body)).toEqual({ Records: [] });
  });

  test.each(['', '?account=', '?account=222'])(
    'that it needs the id of an account: `/_keyhole/trail%s`',
    async (query) => {
      expect(await ask(`/_keyhole/trail${query}`)).toMatchObject({
        status: 400,
        body: expect.stringContaining(`account=${account}`),
      });
    },
  );

  test('at `localhost` too', async () => {
    expect(await ask('/_keyhole/decisions', { headers: { host: 'localhost:4566' } })).toMatchObject({
      status: 200,
    });
  });
});

describe('a request is for AWS', () => {
  test.each<[string, string, Asking]>([
    [
      'that is signed, however badly',
      '/_keyhole/decisions',
      { headers: { authorization: 'AWS4-HMAC-SHA256 x' } },
    ],
    ['with another method', '/_keyhole/decisions', { method: 'PUT' }],
    ['with another method', `/_keyhole/trail?account=${account}`, { method: 'PUT' }],
    ['for another path', '/_keyhole/trails', {}],
    ['for another path', '/_keyhole/decisions-of-others', {}],
    ['for a path below an id', '/_keyhole/decisions/a/b', {}],
    ['with a query', '/_keyhole/decisions?acl', {}],
    [
      'for an object of a bucket in the host',
      '/_keyhole/decisions',
      { headers: { host: 'reports.s3.amazonaws.com' } },
    ],
  ])('%s', async (_, path, asking) => {
    const { status, type } = await ask(path, asking);
    expect(type).toBe('application/xml');
    expect(status).toBeGreaterThanOrEqual(400);
  });

  test('and no bucket can have the name', async () => {
    const { s3 } = underTest.as(account);
    expect(await answerOf(s3.send(new CreateBucketCommand({ Bucket: '_keyhole' })))).toMatch(
      /^400 InvalidBucketName/,
    );
  });
});

describe('decisions are told by the address of the socket', () => {
  const question: HttpRequest = {
    method: 'GET',
    target: '/_keyhole/decisions',
    headers: {
      host: 'localhost',
      'x-forwarded-for': '127.0.0.1',
      forwarded: 'for=127.0.0.1',
      'x-real-ip': '::1',
    },
    duplicated: [],
    body: (async function* () {})(),
    sourceIp: '',
    secure: false,
  };
  const answerTo = (sourceIp: string, observers: readonly string[] = []) => {
    const source = { decisionLog: underTest.lab.decisionLog, mayAsk: observersAmong(observers) };
    return answerAboutDecisions(
      { ...question, sourceIp },
      { ...source, report: (record) => decisionReport(record, PLAIN) },
    );
  };

  test.each(['127.0.0.1', '127.1.2.3', '::1'])('to this machine: %s', (address) => {
    expect(answerTo(address)?.status).toBe(200);
  });

  test.each(['192.168.1.7', '172.18.0.1', 'fe80::1', ''])(
    'to no other address, even if its headers name another: %s',
    (address) => {
      expect(answerTo(address)).toMatchObject({ status: 403, body: expect.stringContaining('--observer') });
    },
  );

  test('and to those who were named', () => {
    expect(answerTo('172.18.0.1', ['172.16.0.0/12'])?.status).toBe(200);
    expect(answerTo('172.32.0.1', ['172.16.0.0/12'])?.status).toBe(403);
    expect(() => observersAmong(['gateway'])).toThrow('neither an IP address nor a range');
  });
});
