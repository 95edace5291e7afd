import { createHmac } from 'node:crypto';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DescribeKeyCommand, EncryptCommand } from '@aws-sdk/client-kms';
import {
  CopyObjectCommand,
  DeletePublicAccessBlockCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { signedForm } from '../../services/s3/testing/signed-form.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, deny, newKey, to } from '../../testing/lab-under-test.ts';

const labs = labOfEachTest();
const home = 'eu-west-1';
const away = 'us-east-1';
const Bucket = 'at-home';
const object = { Bucket, Key: 'k' };
const WRONG = `the region '${away}' is wrong; expecting '${home}'`;

beforeEach(async () => {
  const root = labs.as(account, home);
  await newBucket(root, Bucket);
  await newObject(root, object);
});

const sent = (command: object, who = account, region = away) =>
  labs.as(who, region).s3.send(command as GetObjectCommand);

describe('A request that is signed for another Region than its bucket’s', () => {
  test.each([
    ['reads', new GetObjectCommand(object)],
    ['writes', new PutObjectCommand({ ...object, Body: 'y' })],
    ['lists', new ListObjectsV2Command({ Bucket })],
    ['asks for what does not exist', new GetObjectCommand({ Bucket, Key: 'none' })],
  ])('is refused if it %s', async (_, command) => {
    await expect(sent(command)).rejects.toMatchObject({
      name: 'AuthorizationHeaderMalformed',
      message: `The authorization header is malformed; ${WRONG}`,
      Region: home,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('tells the bucket’s Region in a header, which is all that HEAD can tell', async () => {
    const url = await getSignedUrl(labs.as(account, away).s3, new HeadBucketCommand({ Bucket }));
    const answer = await fetch(url, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('x-amz-bucket-region')]).toEqual([400, home]);
  });

  test('is refused if it is presigned', async () => {
    const url = await getSignedUrl(labs.as(account, away).s3, new GetObjectCommand(object));
    const answer = await (await fetch(url)).text();
    expect(answer).toContain('<Code>AuthorizationQueryParametersError</Code>');
    expect(answer).toContain(`Error parsing the X-Amz-Credential parameter; ${WRONG}`);
    expect(answer).toContain(`<Region>${home}</Region>`);
  });

  test('is refused if it is a form', async () => {
    const root = { accessKeyId: account, secretAccessKey: 'test' };
    await newBucket(labs.as(account, away), 'far');
    const body = signedForm('far', root, { fields: { key: 'k' } });
    const answer = await (await fetch(`${labs.lab.endpoint}/far`, { method: 'POST', body })).text();
    expect(answer).toContain('<Code>InvalidArgument</Code>');
    expect(answer).toMatch(/<ArgumentValue>\d{12}\/\d{8}\/eu-west-1\/s3\/aws4_request<.*<Region>us-east-1</);
  });

  test('is refused before policies decide, and after its signature is verified', async () => {
    const stranger = await labs.user(account, 'stranger');
    const far = { region: away, credentials: stranger.s3.config.credentials };
    const { accessKeyId, secretAccessKey } = await far.credentials();
    const key = { accessKeyId, secretAccessKey };
    expect(await answerOf(labs.as(key, away).s3.send(new GetObjectCommand(object)))).toMatch(WRONG);
    const forged = labs.as({ ...key, secretAccessKey: 'wrong' }, away);
    expect(await answerOf(forged.s3.send(new GetObjectCommand(object)))).toMatch('SignatureDoesNotMatch');
  });

  test('is refused in this process too', async () => {
    const call = { service: 's3', operation: 'HeadBucket', input: { Bucket }, accessKeyId: account } as const;
    await expect(labs.lab.call({ ...call, region: away })).rejects.toMatchObject({
      code: 'AuthorizationHeaderMalformed',
    });
    await expect(labs.lab.call({ ...call, region: home })).resolves.toBeDefined();
  });

  test('is answered if it copies from there, or names no bucket', async () => {
    const there = labs.as(account, away);
    await newBucket(there, 'far');
    const copy = new CopyObjectCommand({ Bucket: 'far', Key: 'k', CopySource: `${Bucket}/k` });
    expect(await answerOf(there.s3.send(copy))).toBe('granted');
    expect(await answerOf(there.s3.send(new ListBucketsCommand({})))).toBe('granted');
  });
});

describe('The location of a bucket is told in every Region', () => {
  const ask = new GetBucketLocationCommand({ Bucket });

  test('to its own account', async () => {
    expect(await sent(ask)).toMatchObject({ LocationConstraint: home });
    expect(await sent(ask, account, 'ap-south-1')).toMatchObject({ LocationConstraint: home });
  });

  test('and to other accounts in its own Region alone, where its policy applies', async () => {
    const open = allow('s3:GetBucketLocation', `arn:aws:s3:::${Bucket}`, to(otherAccount));
    await setBucketPolicy(labs.as(account, home), Bucket, open);
    expect(await sent(ask, otherAccount, home)).toMatchObject({ LocationConstraint: home });
    expect(await answerOf(sent(ask, otherAccount, away))).toMatch('403 AccessDenied');
  });
});

describe('An anonymous request', () => {
  const at = (host: string, path: string) =>
    new Promise<readonly unknown[]>((resolve, reject) => {
      const { hostname, port } = new URL(labs.lab.endpoint);
      get({ hostname, port, path, headers: { host } }, async (answer) => {
        const code = /<Code>([^<]*)/.exec(await text(answer))?.[1];
        resolve([answer.statusCode, code, answer.headers['x-amz-bucket-region']]);
      }).on('error', reject);
    });
  const redirected = [301, 'PermanentRedirect', home];

  beforeEach(async () => {
    const root = labs.as(account, home);
    await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const open = (action: string, of = '') =>
      allow(action, `arn:aws:s3:::${Bucket}${of}`, { Principal: '*' });
    await setBucketPolicy(root, Bucket, open('s3:GetBucketLocation'), open('s3:GetObject', '/*'));
  });

  test.each([
    ['s3.us-east-1.amazonaws.com', `/${Bucket}/k`],
    [`${Bucket}.s3.us-east-1.amazonaws.com`, '/k'],
    [`${Bucket}.s3-us-west-2.localhost`, '/k'],
    ['s3.us-east-1.amazonaws.com', `/${Bucket}?location`],
    ['s3.us-east-1.amazonaws.com', `/${Bucket}/secret?acl`],
  ])('to %s%s is redirected to the Region of the bucket', async (host, path) => {
    expect(await at(host, path)).toEqual(redirected);
  });

  test.each([
    ['s3.eu-west-1.amazonaws.com', `/${Bucket}/k`],
    [`${Bucket}.s3.eu-west-1.localhost`, '/k'],
    ['s3.amazonaws.com', `/${Bucket}/k`],
    ['localhost', `/${Bucket}/k`],
    ['s3.eu-west-1.amazonaws.com', `/${Bucket}?location`],
    ['localhost', `/${Bucket}?location`],
  ])('to %s%s is performed', async (host, path) => {
    expect((await at(host, path)).slice(0, 2)).toEqual([200, undefined]);
  });
});

test('a policy on aws:RequestedRegion sees the Region of the bucket, whatever the caller signs for', async () => {
  const Condition = { StringEquals: { 'aws:RequestedRegion': home } };
  const user = await labs.user(account, 'kept-out', allow('s3:*', '*'), deny('s3:*', '*', { Condition }));
  const { accessKeyId, secretAccessKey } = await user.s3.config.credentials();
  for (const region of [home, away]) {
    const { s3 } = labs.as({ accessKeyId, secretAccessKey }, region);
    expect(await answerOf(s3.send(new GetObjectCommand(object)))).not.toBe('granted');
  }
});

describe('What lives in one Region is not found in another', () => {
  test('a key', async () => {
    const key = await newKey(labs.as(account, home));
    const { kms } = labs.as(account, away);
    for (const KeyId of [key, key.slice(key.lastIndexOf('/') + 1)]) {
      expect(await answerOf(kms.send(new DescribeKeyCommand({ KeyId })))).toMatch('NotFoundException');
      const encrypt = new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') });
      expect(await answerOf(kms.send(encrypt))).toMatch('NotFoundException');
    }
  });

  test('a secret', async () => {
    const secret = { Name: 's', SecretString: 'x' };
    const { ARN } = await labs.as(account, home).secretsmanager.send(new CreateSecretCommand(secret));
    const there = labs.as(account, away).secretsmanager;
    for (const SecretId of ['s', ARN])
      expect(await answerOf(there.send(new GetSecretValueCommand({ SecretId })))).toMatch(
        'ResourceNotFoundException',
      );
  });

  test('a table', async () => {
    const key = 'id';
    const made = new CreateTableCommand({
      TableName: 'items',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
    });
    await labs.as(account, home).dynamodb.send(made);
    for (const TableName of ['items', `arn:aws:dynamodb:${home}:${account}:table/items`]) {
      const describing = (region: string) =>
        answerOf(labs.as(account, region).dynamodb.send(new DescribeTableCommand({ TableName })));
      expect(await describing(home)).toBe('granted');
      expect(await describing(away)).not.toBe('granted');
    }
  });
});

describe('A request under Signature Version 2, which names no Region,', () => {
  /** Reads an object with a signature in the headers. */
  async function read(bucket: string): Promise<readonly unknown[]> {
    const date = new Date().toUTCString();
    const signed = createHmac('sha1', 'test').update(`GET\n\n\n${date}\n/${bucket}/k`).digest('base64');
    const headers = { date, authorization: `AWS ${account}:${signed}` };
    const answer = await fetch(`${labs.lab.endpoint}/${bucket}/k`, { headers });
    return [answer.status, /<Code>([^<]*)/.exec(await answer.text())?.[1]];
  }

  test('is performed in a Region of before 2014', async () => {
    expect(await read(Bucket)).toEqual([200, undefined]);
  });

  test('is refused in a newer one', async () => {
    const newer = labs.as(account, 'eu-central-1');
    await newBucket(newer, 'newer');
    await newObject(newer, { Bucket: 'newer', Key: 'k' });
    expect(await read('newer')).toEqual([400, 'InvalidRequest']);
  });
});
