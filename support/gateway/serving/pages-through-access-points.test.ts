import { request } from 'node:http';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { newAccessPoint } from '../testing/access-points.ts';
import { labOfEachTest } from '../testing/lab-of-each-test.ts';

const page = 'http://localhost:3000';
const lab = labOfEachTest();
let alias: string;

beforeEach(async () => {
  const root = lab.as(account);
  const { s3 } = root;
  for (const Bucket of ['pictures', 'private']) await s3.send(new CreateBucketCommand({ Bucket }));
  const CORSRules = [{ AllowedOrigins: [page], AllowedMethods: ['GET'] }];
  await s3.send(new PutBucketCorsCommand({ Bucket: 'pictures', CORSConfiguration: { CORSRules } }));
  await s3.send(new PutObjectCommand({ Bucket: 'pictures', Key: 'cat.png', Body: 'meow' }));
  alias = await newAccessPoint(root, { AccountId: account, Name: 'mine', Bucket: 'pictures' });
  await newAccessPoint(root, { AccountId: account, Name: 'closed', Bucket: 'private' });
});

/** Sends a request of a web page, and gives the status and the origin that may have the answer. */
async function ask(path: string, { method = 'OPTIONS', host = '', origin = page } = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<readonly unknown[]>();
  const headers = { origin, 'access-control-request-method': 'GET', ...(host !== '' && { host }) };
  request(`${lab.lab.endpoint}${path}`, { method, headers, agent: false }, (answer) => {
    answer.resume();
    resolve([answer.statusCode, answer.headers['access-control-allow-origin']]);
  })
    .on('error', reject)
    .end();
  return promise;
}

describe('A web page asks by the CORS configuration of the bucket of an access point', () => {
  test('named by its alias', async () => {
    expect(await ask(`/${alias}/cat.png`)).toEqual([200, page]);
    expect(await ask(`/${alias}/cat.png`, { origin: 'http://other.example' })).toEqual([403, undefined]);
    expect(await ask('/mine-abc-s3alias/cat.png')).toEqual([403, undefined]);
  });

  test('named in the host', async () => {
    const host = (name: string) => `${name}-${account}.localhost:${new URL(lab.lab.endpoint).port}`;
    expect(await ask('/cat.png', { host: host('mine') })).toEqual([200, page]);
    expect(await ask('/cat.png', { host: host('closed') })).toEqual([403, undefined]);
    expect(await ask('/cat.png', { host: host('none') })).toEqual([403, undefined]);
  });

  test('and gets the object by a presigned URL', async () => {
    const command = new GetObjectCommand({ Bucket: alias, Key: 'cat.png' });
    const url = new URL(await getSignedUrl(lab.as(account).s3, command));
    expect(await ask(`${url.pathname}${url.search}`, { method: 'GET' })).toEqual([200, page]);
  });
});
