import { GetObjectAttributesCommand, type ObjectAttributes } from '@aws-sdk/client-s3';
import { beforeEach, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, underKey } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, newKey } from '../../testing/lab-under-test.ts';

const Bucket = 'records';

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
  await newObject(root, { Bucket, Key: 'closed', ...underKey(await newKey(root)) });
  await newObject(root, { Bucket, Key: 'open' });
});

test.each<[string, string, ObjectAttributes, string]>([
  ['the checksum of an open object', 'open', 'Checksum', 'granted'],
  ['the size of an object under a key', 'closed', 'ObjectSize', 'granted'],
  ['the checksum of an object under a key', 'closed', 'Checksum', '501 NotImplemented'],
  ['the checksums of its parts', 'closed', 'ObjectParts', '501 NotImplemented'],
])(
  'whether S3 tells %s without the key is decided where that is documented',
  async (_, Key, asked, expected) => {
    const attributes = (who: Clients) =>
      answerOf(who.s3.send(new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: [asked] })));
    expect(await attributes(await lab.user(account, 'without', allow('s3:*')))).toContain(expected);
    expect(await attributes(await lab.user(account, 'with', allow(['s3:*', 'kms:Decrypt'])))).toBe('granted');
  },
);
