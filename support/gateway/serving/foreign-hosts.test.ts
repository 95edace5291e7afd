import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { exchange } from '../proof/hostile/raw-exchange.ts';
import { bytesOf, sign, type ToSign } from '../proof/hostile/signed-request.ts';
import { newBucket, newObject } from '../testing/buckets.ts';
import { labOfEachTest } from '../testing/lab-of-each-test.ts';

const lab = labOfEachTest();

beforeEach(async () => {
  const root = lab.as(account);
  await newBucket(root, 'records');
  await newObject(root, { Bucket: 'records', Key: 'k', Body: 'classified' });
  await root.secretsmanager.send(new CreateSecretCommand({ Name: 'pass', SecretString: 'classified' }));
});

const reads: readonly (readonly [string, ToSign])[] = [
  ['an object', { line: 'GET /records/k' }],
  [
    'a secret',
    {
      line: 'POST /',
      service: 'secretsmanager',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'secretsmanager.GetSecretValue',
      },
      body: '{"SecretId":"pass"}',
    },
  ],
];

/** Signed by the root user's known secret, as a web page could sign it, for a host that the page has chosen. */
async function askedFor(host: string, request: ToSign): Promise<string> {
  const headers = { ...request.headers, host };
  const port = Number(new URL(lab.lab.endpoint).port);
  const { status, code, raw } = await exchange(port, bytesOf(sign({ ...request, headers })));
  return `${status} ${code ?? (raw.includes('classified') ? 'classified' : '')}`;
}

describe.each(reads)(
  'a page that made its own host name lead to this machine does not read %s',
  (_, request) => {
    test.each([
      'evil.example',
      '127.0.0.1.nip.io',
      'localhost.evil.example',
      'localhost.',
      '0x7f.1',
      'amazonaws.com.evil.example',
    ])('by %s', async (host) => {
      expect(await askedFor(host, request)).toBe('403 UnknownHost');
    });

    test('though a client of this machine does', async () => {
      expect(await askedFor('localhost', request)).toBe('200 classified');
    });
  },
);
