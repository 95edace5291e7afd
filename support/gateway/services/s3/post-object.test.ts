import {
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, codeOf, deny, to } from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';
import { type FormUnderTest, formOf, signedForm } from './testing/signed-form.ts';

const labs = labOfEachTest();
const root = { accessKeyId: account, secretAccessKey: 'test' };
const Bucket = 'uploads';

async function withBucket() {
  const clients = labs.as(account);
  await newBucket(clients, Bucket);
  return clients;
}

function send(body: FormData, url = `${labs.lab.endpoint}/${Bucket}`) {
  return fetch(url, { method: 'POST', body, redirect: 'manual' });
}

const post = (form: FormUnderTest, key = root) => send(signedForm(Bucket, key, form));

async function refusal(answering: Promise<Response>): Promise<string> {
  const answer = await answering;
  const text = await answer.text();
  const [, code, message] = /<Code>(.*)<\/Code><Message>(.*)<\/Message>/.exec(text) ?? [];
  return `${answer.status} ${code}: ${message?.replaceAll('&quot;', '"')}`;
}

async function textOf(Key: string): Promise<string | undefined> {
  const { Body } = await labs.as(account).s3.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

const tagging = '<Tagging><TagSet><Tag><Key>kind</Key><Value>cat</Value></Tag></TagSet></Tagging>';

test.each(['V4', 'V2'] as const)('a form signed by Signature Version %s stores its file', async (signed) => {
  const { s3 } = await withBucket();
  const fields = {
    key: 'in/${filename}',
    'Content-Type': 'image/png',
    'x-amz-meta-by': 'a form',
    'x-amz-server-side-encryption': 'AES256',
    'x-amz-storage-class': 'STANDARD_IA',
    'x-ignore-me': 'x',
    tagging,
  };
  const answer = await post({ fields, signed });
  const location = `${labs.lab.endpoint}/${Bucket}/in%2Fcat.png`;
  expect([answer.status, answer.headers.get('location')]).toEqual([204, location]);
  const stored = { Bucket, Key: 'in/cat.png' };
  expect(await s3.send(new HeadObjectCommand(stored))).toMatchObject({
    ContentType: 'image/png',
    Metadata: { by: 'a form' },
    StorageClass: 'STANDARD_IA',
  });
  expect(await s3.send(new GetObjectTaggingCommand(stored))).toMatchObject({
    TagSet: [{ Key: 'kind', Value: 'cat' }],
  });
  expect(await textOf('in/cat.png')).toBe('hello');
});

test('metadata in a form may be any text, and comes back as encoded words', async () => {
  const { s3 } = await withBucket();
  const metadata = {
    plain: 'a b',
    dash: 'a \u2014',
    control: '\u0000\u0001\u0002',
    word: '=?UTF-8?Q?ascii?=',
    tab: 'x\t',
  };
  const fields = Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]);
  const disposition = 'inline; filename="\u2014.pdf"';
  const form = { key: 'k', 'Content-Disposition': disposition, ...Object.fromEntries(fields) };
  expect((await post({ fields: form })).status).toBe(204);
  expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).toMatchObject({
    ContentDisposition: 'inline; filename=" .pdf"',
    Metadata: {
      ...{ plain: 'a b', word: '=?UTF-8?Q?ascii?=' },
      dash: '=?UTF-8?Q?a_=E2=80=94?=',
      control: '=?UTF-8?B?AAEC?=',
    },
  });
});

test('a file that is sent as a text has no name to put into the key', async () => {
  await withBucket();
  const key = 'in/${filename}';
  const form = signedForm(Bucket, root, { fields: { key }, file: null });
  form.append('file', 'a text');
  expect((await send(form)).status).toBe(204);
  expect(await textOf(key)).toBe('a text');
});

test('tags in a document of another name are left out', async () => {
  const { s3 } = await withBucket();
  expect((await post({ fields: { key: 'k', tagging: '<Tags></Tags>' } })).status).toBe(204);
  expect(await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' }))).toMatchObject({ TagSet: [] });
});

test('a file that is too large is refused with its size, and so is one that is too small', async () => {
  await withBucket();
  const sized = async (least: number, most: number) => {
    const form = { fields: { key: 'k' }, conditions: [['content-length-range', least, most]] };
    return (await post(form)).text();
  };
  expect(await sized(0, 4)).toMatch('<ProposedSize>5</ProposedSize><MaxSizeAllowed>4</MaxSizeAllowed>');
  expect(await sized(6, 9)).toMatch('<ProposedSize>5</ProposedSize><MinSizeAllowed>6</MinSizeAllowed>');
});

describe('The answer', () => {
  test('is the status that the form asks for, and a document for 201', async () => {
    await withBucket();
    const asked = (status: string) => post({ fields: { key: 'a b', success_action_status: status } });
    expect([(await asked('200')).status, (await asked('404')).status]).toEqual([200, 204]);
    const created = await asked('201');
    const location = `${labs.lab.endpoint}/${Bucket}/a%20b`;
    expect(created.status).toBe(201);
    expect(await created.text()).toContain(
      `<PostResponse><Location>${location}</Location><Bucket>${Bucket}</Bucket><Key>a b</Key><ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag></PostResponse>`,
    );
  });

  test('is a redirect with the object in its query', async () => {
    await withBucket();
    const asked = (url: string) => post({ fields: { key: 'a&b', success_action_redirect: url } });
    const answer = await asked('http://shop.example/done?x=1');
    const eTag = '%225d41402abc4b2a76b9719d911017c592%22';
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `http://shop.example/done?x=1&bucket=${Bucket}&key=a%26b&etag=${eTag}`,
    ]);
    expect((await asked('no address')).status).toBe(204);
  });
});

describe('A form is refused', () => {
  test.each<[string, FormUnderTest, string]>([
    [
      'for a condition',
      { fields: { key: 'k' }, conditions: [{ acl: 'private' }] },
      '403 AccessDenied: Invalid according to Policy: Policy Condition failed: ["eq", "$acl", "private"]',
    ],
    [
      'after its policy expired',
      { fields: { key: 'k' }, expiration: '2020-01-01T00:00:00Z' },
      '403 AccessDenied: Invalid according to Policy: Policy expired.',
    ],
    [
      'for a large file',
      { fields: { key: 'k' }, conditions: [['content-length-range', 0, 4]] },
      '400 EntityTooLarge: Your proposed upload exceeds the maximum allowed size',
    ],
    [
      'for a small file',
      { fields: { key: 'k' }, conditions: [['content-length-range', 6, 9]] },
      '400 EntityTooSmall: Your proposed upload is smaller than the minimum allowed size',
    ],
    [
      'without a key',
      { fields: {} },
      "400 InvalidArgument: Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
    ],
    [
      'without a file',
      { fields: { key: 'k' }, file: null },
      '400 InvalidArgument: POST requires exactly one file upload per request.',
    ],
    [
      'for wrong bytes',
      { fields: { key: 'k', 'x-amz-checksum-crc32': 'AAAAAA==' } },
      '400 BadDigest: The CRC32 you specified did not match the calculated checksum.',
    ],
    [
      'for a field that PutObject does not have',
      { fields: { key: 'k', 'x-amz-new': 'x' } },
      '501 NotImplemented: The field x-amz-new is not implemented by keyhole',
    ],
    [
      'for a value that no header can carry',
      { fields: { key: 'k', 'Cache-Control': 'a\r\nb: c' } },
      '400 InvalidArgument: The value of this field cannot be stored as a header.',
    ],
    [
      'for tags that are no document',
      { fields: { key: 'k', tagging: 'a=b' } },
      '400 MalformedXML: The XML you provided was not well-formed or did not validate against our published schema',
    ],
    [
      'for a key that does not exist',
      {
        fields: {
          key: 'k',
          'x-amz-server-side-encryption': 'aws:kms',
          'x-amz-server-side-encryption-aws-kms-key-id': 'alias/none',
        },
      },
      `400 KMS.NotFoundException: Alias arn:aws:kms:eu-west-1:${account}:alias/none is not found.`,
    ],
  ])('%s', async (_, form, answer) => {
    await withBucket();
    expect(await refusal(post(form))).toBe(answer);
    await expect(textOf('k')).rejects.toThrow('The specified key does not exist.');
  });

  test('for its signature', async () => {
    await withBucket();
    const form = (change: Readonly<Record<string, string>>) => {
      const changed = signedForm(Bucket, root, { fields: { key: 'k' } });
      for (const [name, value] of Object.entries(change)) changed.set(name, value);
      return refusal(send(changed));
    };
    expect(await form({ 'x-amz-signature': '0'.repeat(64) })).toMatch('403 SignatureDoesNotMatch');
    expect(await form({ policy: Buffer.from('{}').toString('base64') })).toMatch('403 SignatureDoesNotMatch');
    expect(await form({ 'x-amz-credential': 'AKIANONE/20260101/eu-west-1/s3/aws4_request' })).toMatch(
      '400 AuthorizationQueryParametersError',
    );
    expect(await form({ 'x-amz-date': '20200101T000000Z' })).toMatch('400');
    expect(await form({ 'x-amz-algorithm': 'AWS4-NONE' })).toMatch('400');
    expect(await form({ 'x-amz-signature': '' })).toMatch("named 'X-Amz-Signature'");
    const withToken = { key: 'k', 'x-amz-security-token': 'x' };
    expect(await refusal(post({ fields: withToken }))).toMatch('400 InvalidToken');
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['with a policy and no signature', { key: 'k', policy: 'e30=' }, '403 AccessDenied: Access Denied'],
    [
      'with an access key and no signature',
      { key: 'k', policy: 'e30=', AWSAccessKeyId: account },
      "named 'Signature'",
    ],
    [
      'with a signature and no policy',
      { key: 'k', AWSAccessKeyId: account, signature: 'x' },
      '400 InvalidArgument',
    ],
    ['without a signature, to a closed bucket', { key: 'k' }, '403 AccessDenied'],
  ])('%s', async (_, fields, answer) => {
    await withBucket();
    expect(await refusal(send(formOf(fields)))).toMatch(answer);
  });

  test('with a header or a signature outside of the form, and without its own type', async () => {
    await withBucket();
    const url = `${labs.lab.endpoint}/${Bucket}`;
    const body = signedForm(Bucket, root, { fields: { key: 'k' } });
    const headers = { 'x-amz-server-side-encryption': 'aws:kms' };
    expect(await refusal(fetch(url, { method: 'POST', body, headers }))).toMatch('501 NotImplemented');
    expect(await refusal(send(body, `${url}?X-Amz-Signature=x`))).toMatch('501 NotImplemented');
    expect(await refusal(fetch(url, { method: 'POST', body: 'x' }))).toMatch('412 PreconditionFailed');
    expect(await refusal(send(body, `${url}/key`))).toMatch('405 MethodNotAllowed');
    expect(await refusal(send(body, `${labs.lab.endpoint}/other`))).toMatch(
      'AccessDenied: Invalid according',
    );
  });
});

describe('Policies decide a form as they decide PutObject', () => {
  test('by the permissions of the one who signed it', async () => {
    await withBucket();
    const arn = `arn:aws:iam::${account}:role/writer`;
    const allowed = allow('s3:PutObject', `arn:aws:s3:::${Bucket}/in/*`);
    await newRole(labs.as(account), 'writer', { AWS: account }, allowed);
    const session = await assume(await labs.user(account, 'caller', allow('sts:AssumeRole')), arn);
    expect((await post({ fields: { key: 'in/a' } }, session)).status).toBe(204);
    expect(await refusal(post({ fields: { key: 'out/a' } }, session))).toMatch('403 AccessDenied');
    // An access control list in the form needs its own permission.
    expect(await refusal(post({ fields: { key: 'in/b', acl: 'private' } }, session))).toMatch(
      '403 AccessDenied',
    );
  });

  test.each([
    ['s3:authType', 'POST', 204],
    ['s3:authType', 'REST-HEADER', 403],
    ['s3:signatureversion', 'AWS4-HMAC-SHA256', 204],
  ])('by the condition key %s, here %s', async (key, value, status) => {
    const clients = await withBucket();
    const others = { ...to('*'), Condition: { StringNotEquals: { [key]: value } } };
    await setBucketPolicy(clients, Bucket, deny('s3:PutObject', `arn:aws:s3:::${Bucket}/*`, others));
    expect((await post({ fields: { key: 'k' } })).status).toBe(status);
  });

  test('and what an anonymous form may do', async () => {
    const clients = await withBucket();
    await clients.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await setBucketPolicy(clients, Bucket, allow('s3:PutObject', `arn:aws:s3:::${Bucket}/open/*`, to('*')));
    expect((await send(formOf({ key: 'open/a' }))).status).toBe(204);
    expect(await refusal(send(formOf({ key: 'a' })))).toMatch('403 AccessDenied');
  });

  test('and the decision log names the operation', async () => {
    await withBucket();
    await post({ fields: { key: 'k' } });
    expect(labs.lab.decisionLog.records().at(-1)).toMatchObject({
      operation: 'PutObject',
      principal: { type: 'Root' },
      response: { status: 204 },
    });
    expect(await codeOf(labs.as(account).s3.send(new HeadObjectCommand({ Bucket, Key: 'k' })))).toBe(
      'granted',
    );
  });
});
