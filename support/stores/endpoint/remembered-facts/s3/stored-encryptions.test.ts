import { describe, expect, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { StoredEncryptions } from './stored-encryptions.ts';

const at = { account: account, region: 'eu-west-1' };
const kms = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: `arn:aws:kms:eu-west-1:${account}:key/1` };
const object = (Key: string) => ({ Bucket: 'records', Key });

/** The remembered keys of an endpoint whose objects are all under one KMS key, or under none. */
function encryptions(capacity: number, head: object = kms): StoredEncryptions {
  const upstream = { perform: async () => ({ ETag: 'e', ...head }) } as unknown as Upstream;
  return new StoredEncryptions(upstream, capacity);
}

function write(stored: StoredEncryptions, Key: string, context?: object): void {
  const SSEKMSEncryptionContext = context && Buffer.from(JSON.stringify(context)).toString('base64');
  stored.wrote(object(Key), 'e', { ...kms, SSEKMSEncryptionContext });
}

describe('Encryption contexts', () => {
  test('are remembered, and an object that was written without one has none', async () => {
    const stored = encryptions(2);
    write(stored, 'a', { team: 'x' });
    write(stored, 'b');
    expect(await stored.find(object('a'), at)).toMatchObject({ callerContext: { team: 'x' } });
    expect(await stored.find(object('b'), at)).toMatchObject({ callerContext: {} });
  });

  test('are no longer told once older ones were forgotten: the object may have had one of those', async () => {
    const stored = encryptions(2);
    for (const key of ['a', 'b', 'c']) write(stored, key, { team: key });
    await expect(stored.find(object('a'), at)).rejects.toMatchObject({ code: 'NotImplemented', status: 501 });
    expect(await stored.find(object('c'), at)).toMatchObject({ callerContext: { team: 'c' } });
  });

  test('objects under no KMS key have none, whatever was forgotten', async () => {
    const stored = encryptions(1, { ServerSideEncryption: 'AES256' });
    for (const key of ['a', 'b']) write(stored, key, { team: key });
    expect(await stored.find(object('a'), at)).toEqual({ algorithm: 'AES256' });
  });
});

test('uploads are remembered to a number: an older one is refused, not guessed at', async () => {
  const stored = encryptions(1);
  for (let i = 0; i <= 10_000; i++) stored.began(String(i), object('k'), kms);
  await expect(stored.find({ ...object('k'), UploadId: '0' }, at)).rejects.toMatchObject({ status: 501 });
  expect(await stored.find({ ...object('k'), UploadId: '1' }, at)).toMatchObject({ algorithm: 'aws:kms' });
});
