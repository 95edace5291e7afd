import { expect, test } from '@jest/globals';
import { AwsError } from '../../../aws/aws-error.ts';
import { gone, orNone } from './or-none.ts';

test.each([
  'NoSuchBucketPolicy',
  'NoSuchEntity',
  'NoSuchPublicAccessBlockConfiguration',
  'ServerSideEncryptionConfigurationNotFoundError',
])('an entity is absent if the endpoint answers %s', async (code) => {
  const answer = Promise.reject(new AwsError(code, 404, ''));
  expect(await orNone(answer)).toEqual({});
});

test.each(['NoSuchBucket', 'NotFound', 'BadRequest'])(
  'what is not known to be none is not taken for it: %s',
  async (code) => {
    await expect(orNone(Promise.reject(new AwsError(code, 404, '')))).rejects.toMatchObject({ code });
    await expect(gone(Promise.reject(new AwsError(code, 404, '')))).rejects.toMatchObject({ code });
  },
);
