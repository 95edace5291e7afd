import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients } from '../../testing/lab-under-test.ts';

const Bucket = 'records';

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
});

const get = (who: Clients, Key: string) => who.s3.send(new GetObjectCommand({ Bucket, Key }));
const head = (who: Clients, Key: string) => who.s3.send(new HeadObjectCommand({ Bucket, Key }));

describe('An object that is not there', () => {
  const noList = `403 AccessDenied: User: arn:aws:iam::${account}:user/ana is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::records" because no identity-based policy allows the s3:ListBucket action`;

  test.each([
    ['get', 'with s3:ListBucket', '404 NoSuchKey: The specified key does not exist.'],
    ['get', 'without', noList],
    ['head', 'with s3:ListBucket', '404 NotFound: UnknownError'],
    ['head', 'without', '403 Unknown: UnknownError'],
  ])('%s %s', async (request, right, expected) => {
    const listing = right === 'without' ? [] : [allow('s3:ListBucket', `arn:aws:s3:::${Bucket}`)];
    const ana = await lab.user(account, 'ana', allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`), ...listing);
    expect(await answerOf(request === 'get' ? get(ana, 'none') : head(ana, 'none'))).toBe(expected);
  });

  test('is refused on s3:GetObject first', async () => {
    const ana = await lab.user(account, 'ana', allow('s3:ListBucket', `arn:aws:s3:::${Bucket}`));
    expect(await answerOf(get(ana, 'none'))).toContain('s3:GetObject');
  });

  test('is forbidden to a stranger as one that is there', async () => {
    await newObject(root, { Bucket, Key: 'k', Body: 'hello' });
    const stranger = await lab.user(otherAccount, 'ana', allow('s3:*'));
    expect(await answerOf(get(stranger, 'none'))).toBe('403 AccessDenied: Access Denied');
    expect(await answerOf(get(stranger, 'k'))).toBe('403 AccessDenied: Access Denied');
  });

  test('in a bucket that is not there is NoSuchBucket for every caller', async () => {
    const elsewhere = new GetObjectCommand({ Bucket: 'there-is-none', Key: 'k' });
    for (const who of [root, lab.as('anonymous'), await lab.user(account, 'ana')]) {
      expect(await answerOf(who.s3.send(elsewhere))).toBe(
        '404 NoSuchBucket: The specified bucket does not exist',
      );
    }
  });

  test('a refused HEAD has neither body nor length', async () => {
    const response = await fetch(`${lab.lab.endpoint}/${Bucket}/none`, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      403,
      null,
      '',
    ]);
  });
});
