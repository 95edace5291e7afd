import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../aws/aws-error.ts';
import type { Service } from '../aws/operations.ts';
import { encodeError } from './encode-error.ts';
import { errorModels } from './sdk-schemas.ts';
import { sdkClient } from './testing/sdk-client.ts';

const hostId = Buffer.from('keyhole r-1').toString('base64');

function encoded(service: Service, error: AwsError, method = 'GET') {
  return encodeError({ service, error, requestId: 'r-1', head: { method } });
}

describe('encodeError', () => {
  test('writes S3 errors with their members between message and request id', () => {
    const error = new AwsError('NoSuchKey', 404, 'Not <here>.', { Key: 'a&b' });
    expect(encoded('s3', error)).toEqual({
      status: 404,
      headers: {
        'x-amz-id-2': hostId,
        'x-amz-request-id': 'r-1',
        Server: 'AmazonS3',
        'Content-Type': 'application/xml',
        'Content-Length': expect.stringMatching(/^\d+$/),
      },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>Not &lt;here&gt;.</Message><Key>a&amp;b</Key><RequestId>r-1</RequestId><HostId>${hostId}</HostId></Error>`,
    });
  });

  test.each([
    ['NoSuchEntity', 404, 'Sender'],
    ['NoSuchEntityException', 404, 'Sender'],
    ['ServiceFailure', 500, 'Receiver'],
  ])('writes IAM errors under their names on the wire: %s', (code, status, type) => {
    const { body, headers } = encoded('iam', new AwsError(code, status, 'gone'));
    const wire = code.replace('Exception', '');
    expect(body).toBe(
      `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>${type}</Type><Code>${wire}</Code><Message>gone</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
    );
    expect(headers).toMatchObject({ 'x-amzn-RequestId': 'r-1', 'Content-Type': 'text/xml' });
  });

  test('writes KMS errors as JSON', () => {
    const { body, headers } = encoded('kms', new AwsError('NotFoundException', 400, 'no "key"'), 'POST');
    expect(body).toBe('{"__type":"NotFoundException","message":"no \\"key\\""}');
    expect(headers).toMatchObject({
      'x-amzn-RequestId': 'r-1',
      'Content-Type': 'application/x-amz-json-1.1',
    });
  });

  test.each([
    ['HEAD', 403],
    ['GET', 304],
  ])('writes no body for %s and status %d', (method, status) => {
    expect(encoded('s3', new AwsError('X', status, 'x'), method)).toEqual({
      status,
      headers: { 'x-amz-id-2': hostId, 'x-amz-request-id': 'r-1', Server: 'AmazonS3' },
    });
  });
});

const probes = {
  s3: 'ListBuckets',
  kms: 'ListKeys',
  iam: 'ListUsers',
  sts: 'GetCallerIdentity',
  dynamodb: 'ListTables',
  secretsmanager: 'ListSecrets',
} as const;
const modelled = (['s3', 'kms', 'iam', 'sts', 'dynamodb', 'secretsmanager'] as const).flatMap((service) =>
  errorModels(service).map((each) => [service, each.shape, each] as const),
);

describe('what the SDK receives', () => {
  test.each(modelled)('%s %s is the exception of that name', async (service, shape, { code, status }) => {
    const answer = () =>
      encodeError({ service, error: new AwsError(code, status, 'why <&>'), requestId: 'r-1' });
    await expect(sdkClient(service).send(probes[service], {}, answer)).rejects.toMatchObject({
      name: shape,
      message: 'why <&>',
      $metadata: { httpStatusCode: status, requestId: 'r-1' },
    });
  });

  test.each<[string, number]>([
    ['AccessDenied', 403],
    ['KMS.DisabledException', 400],
    ['NoSuchBucketPolicy', 404],
  ])('s3 %s, which the model does not name, keeps its code', async (code, status) => {
    const error = new AwsError(code, status, 'why', { BucketName: 'b' });
    const sent = sdkClient('s3').send('ListBuckets', {}, () =>
      encodeError({ service: 's3', error, requestId: 'r' }),
    );
    await expect(sent).rejects.toMatchObject({ name: code, message: 'why', Code: code });
  });
});
