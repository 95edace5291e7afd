import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { sign } from '../proof/hostile/signed-request.ts';
import { newBucket } from '../testing/buckets.ts';
import { labOfEachTest } from '../testing/lab-of-each-test.ts';
import type { DecisionRecord } from './decision-log.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const lab = labOfEachTest();
beforeEach(() => newBucket(lab.as(account), 'records'));

/** The record of an upload, and a reference to its body that does not hold it. */
async function uploaded(): Promise<{ record: DecisionRecord; body: WeakRef<object> }> {
  const { host } = new URL(lab.lab.endpoint);
  const more = { host, 'content-length': '0', 'x-amz-server-side-encryption': 'aws:kms' };
  const { headers } = sign({ line: 'PUT /records/a', headers: more });
  const body = { [Symbol.asyncIterator]: async function* () {} };
  const sent = { headers, duplicated: [], body, sourceIp: '127.0.0.1', secure: true };
  const record = await lab.lab.rehearse({ method: 'PUT', target: '/records/a', ...sent });
  return { record, body: new WeakRef(body) };
}

test('the record of an upload does not hold its body, which has the request with its socket', async () => {
  const { record, body } = await uploaded();
  const actions = record.decisions.map(({ permission }) => permission.action);
  expect(actions).toEqual(['s3:PutObject', 'kms:GenerateDataKey']);
  // A WeakRef holds its object until the turn ends.
  await setTimeout(0);
  collectGarbage();
  expect(body.deref()).toBeUndefined();
  expect(record.response.status).toBe(200);
});
