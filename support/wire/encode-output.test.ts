import { describe, expect, test } from '@jest/globals';
import { type Answer, encodeOutput } from './encode-output.ts';
import { sdkClient } from './testing/sdk-client.ts';

const requestId = 'r-1';
const s3 = (operation: Answer<'s3'>['operation'], output: object) =>
  encodeOutput({ service: 's3', operation, output, requestId } as Answer<'s3'>);

describe('encodeOutput for S3', () => {
  test('writes only headers if the output has no body', () => {
    const output = { ETag: '"e"', BucketKeyEnabled: true, Size: 3, ServerSideEncryption: 'aws:kms' };
    expect(s3('PutObject', output)).toEqual({
      status: 200,
      headers: {
        'x-amz-id-2': expect.any(String),
        'x-amz-request-id': 'r-1',
        Server: 'AmazonS3',
        ETag: '"e"',
        'x-amz-server-side-encryption-bucket-key-enabled': 'true',
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-object-size': '3',
        'Content-Length': '0',
      },
    });
  });

  test('writes documents with declaration, root and namespace', () => {
    const output = {
      Name: 'b',
      IsTruncated: false,
      Contents: [{ Key: 'a<b', LastModified: new Date(0), ETag: '"e"' }],
    };
    const { body, headers } = s3('ListObjectsV2', output);
    expect(body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated><Name>b</Name><Contents><Key>a&lt;b</Key><LastModified>1970-01-01T00:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag></Contents></ListBucketResult>',
    );
    expect(headers).toMatchObject({
      'Content-Type': 'application/xml',
      'Content-Length': String(Buffer.byteLength(String(body))),
    });
  });

  test('writes the owner of a list before its buckets, as some SDKs read it', () => {
    const { body } = s3('ListBuckets', { Buckets: [{ Name: 'b' }], Owner: { ID: 'o' } });
    expect(body).toContain('<Owner><ID>o</ID></Owner><Buckets><Bucket><Name>b</Name></Bucket></Buckets>');
  });

  test('names the Region of the bucket of a list', () => {
    const answer = {
      service: 's3',
      operation: 'ListObjectsV2',
      output: {},
      requestId,
      region: 'eu-west-1',
    } as const;
    expect(encodeOutput(answer).headers).toMatchObject({ 'x-amz-bucket-region': 'eu-west-1' });
  });

  test.each([[{ LocationConstraint: 'eu-west-1' }, 'eu-west-1']])(
    'writes the location %j as the text of the root',
    (output, text) => {
      expect(s3('GetBucketLocation', output).body).toContain(
        `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${text}</LocationConstraint>`,
      );
    },
  );

  test('writes a policy as it is', () => {
    const { body, headers } = s3('GetBucketPolicy', { Policy: '{"a":"<"}' });
    expect(body).toBe('{"a":"<"}');
    expect(headers['Content-Type']).toBe('application/json');
  });

  test.each<[Answer<'s3'>['operation'], object, number]>([
    ['PutBucketPolicy', {}, 204],
    ['DeleteObject', {}, 204],
    ['PutBucketTagging', {}, 204],
    ['RestoreObject', {}, 202],
    ['GetObject', {}, 200],
    ['GetObject', { ContentRange: 'bytes 0-1/2' }, 206],
    ['HeadObject', { ContentRange: 'bytes 0-1/2' }, 206],
  ])('%s %j has status %d', (operation, output, status) => {
    expect(s3(operation, output).status).toBe(status);
  });

  test.each<[Answer<'s3'>['operation'], object]>([
    ['HeadObject', { ContentLength: 5, ContentType: 'text/plain' }],
    ['DeleteObject', { VersionId: 'v' }],
  ])('%s has no body', (operation, output) => {
    expect(s3(operation, output)).not.toHaveProperty('body');
  });

  test('passes a body through unread', () => {
    const body = (async function* () {
      yield new Uint8Array();
    })();
    const { headers, ...answer } = s3('GetObject', {
      Body: body,
      ContentLength: 5,
      ContentType: 'text/plain',
    });
    expect(answer.body === body).toBe(true);
    expect(headers).toMatchObject({ 'Content-Length': '5', 'Content-Type': 'text/plain' });
  });

  test('writes Expires from a date, or from a string that is not a date', () => {
    expect(s3('HeadObject', { Expires: new Date(0) }).headers.Expires).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
    expect(s3('HeadObject', { Expires: new Date(0), ExpiresString: 'never' }).headers.Expires).toBe('never');
  });

  test('writes headers that node can send and no value can break out of', () => {
    const output = {
      Metadata: { a: 'ÄMÄ', b: 'x\r\ny' },
      ContentDisposition: 'a\r\nSet-Cookie: x',
      ContentType: 'ü',
    };
    expect(s3('HeadObject', output).headers).toMatchObject({
      'x-amz-meta-a': '=?UTF-8?B?w4RNw4Q=?=',
      'x-amz-meta-b': '=?UTF-8?Q?x=0D=0Ay?=',
      'Content-Disposition': 'a  Set-Cookie: x',
      'Content-Type': 'Ã¼',
    });
  });

  test('writes the location of a bucket without one as an empty element', () => {
    expect(s3('GetBucketLocation', {}).body).toMatch(/^<\?xml .*\?>\n<LocationConstraint xmlns="[^"]+"\/>$/);
  });

  test('writes attributes', () => {
    expect(
      s3('GetBucketAcl', { Grants: [{ Grantee: { Type: 'Group', URI: 'u' }, Permission: 'READ' }] }).body,
    ).toContain(
      '<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>u</URI></Grantee>',
    );
  });

  test('writes attributes that are read back unchanged', () => {
    const { body } = s3('GetBucketAcl', { Grants: [{ Grantee: { Type: 'a\n\t"<' } }] });
    expect(body).toContain('xsi:type="a&#xA;&#x9;&quot;&lt;"');
  });

  test('writes characters that XML does not have as S3 does, so that clients read them back', async () => {
    const key = 'a\u0001\u000b\r\n\t\u007f\ufffeü𝄞';
    const output = { Contents: [{ Key: key }] };
    expect(s3('ListObjectsV2', output).body).toContain('<Key>a&#x1;&#xB;&#xD;\n\t&#x7F;&#xFFFE;ü𝄞</Key>');
    const sent = sdkClient('s3').send('ListObjectsV2', { Bucket: 'bucket' }, () =>
      s3('ListObjectsV2', output),
    );
    await expect(sent).resolves.toMatchObject({ Contents: [{ Key: key }] });
  });

  test('writes half a surrogate pair as a replacement character', () => {
    expect(s3('ListObjectsV2', { Prefix: 'a\ud834b' }).body).toContain('<Prefix>a\ufffdb</Prefix>');
  });

  test('does not support event streams', () => {
    expect(() => s3('SelectObjectContent', {})).toThrow('answers in events');
  });
});

describe('encodeOutput for other services', () => {
  test('writes the query protocol in its wrappers', () => {
    const output = {
      User: { Path: '/', UserName: 'a&b', UserId: 'U', Arn: 'arn', CreateDate: new Date(0), Tags: [] },
    };
    expect(encodeOutput({ service: 'iam', operation: 'GetUser', output, requestId })).toEqual({
      status: 200,
      headers: {
        'x-amzn-RequestId': 'r-1',
        'Content-Type': 'text/xml',
        'Content-Length': expect.any(String),
      },
      body: '<GetUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetUserResult><User><Path>/</Path><UserName>a&amp;b</UserName><UserId>U</UserId><Arn>arn</Arn><CreateDate>1970-01-01T00:00:00Z</CreateDate><Tags></Tags></User></GetUserResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetUserResponse>',
    });
  });

  test('leaves out the result element of an operation without output', () => {
    expect(encodeOutput({ service: 'iam', operation: 'DeleteUser', output: {}, requestId }).body).toBe(
      '<DeleteUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></DeleteUserResponse>',
    );
  });

  test('writes only members of the model as JSON', () => {
    const output = { Plaintext: new Uint8Array([1, 2]), KeyId: 'k', more: 1 };
    expect(encodeOutput({ service: 'kms', operation: 'Decrypt', output, requestId })).toEqual({
      status: 200,
      headers: {
        'x-amzn-RequestId': 'r-1',
        'Content-Type': 'application/x-amz-json-1.1',
        'Content-Length': '32',
      },
      body: '{"KeyId":"k","Plaintext":"AQI="}',
    });
    expect(
      encodeOutput({ service: 'kms', operation: 'EnableKey', output: {}, requestId }),
    ).not.toHaveProperty('body');
  });

  test("gives the CRC-32 of DynamoDB's answers, which clients verify", () => {
    const output = { TableNames: ['a'] };
    const { headers, body } = encodeOutput({
      service: 'dynamodb',
      operation: 'ListTables',
      output,
      requestId,
    });
    expect(body).toBe('{"TableNames":["a"]}');
    expect(headers).toMatchObject({
      'Content-Type': 'application/x-amz-json-1.0',
      'x-amz-crc32': '402819276',
    });
  });
});
