import { expect, test } from '@jest/globals';
import { wellKnownCredential } from './well-known-credentials.ts';

test('An account id is the access key of its root user, for every service', () => {
  for (const service of ['s3', 'kms', 'iam', 'sts'])
    expect(wellKnownCredential('111122223333', service)).toEqual({
      accessKeyId: '111122223333',
      secretAccessKey: 'test',
      active: true,
      principal: {
        type: 'Root',
        accountId: '111122223333',
        arn: 'arn:aws:iam::111122223333:root',
        userId: '111122223333',
      },
    });
});

test.each(['transfer.amazonaws.com', 'logs.eu-west-1.amazonaws.com'])(
  '%s may call STS, as itself',
  (name) => {
    const principal = { type: 'Service', service: name };
    expect(wellKnownCredential(name, 'sts')).toMatchObject({ secretAccessKey: 'test', principal });
  },
);

test.each([
  ['transfer.amazonaws.com', 's3'],
  ['transfer.amazonaws.com', 'kms'],
  ['transfer.amazonaws.com.example.org', 'sts'],
  ['.amazonaws.com', 'sts'],
  ['amazonaws.com', 'sts'],
  ['Transfer.amazonaws.com', 'sts'],
  ['11112222333', 's3'],
  ['1111222233334', 's3'],
  ['111122223333\n', 's3'],
  ['١١١١٢٢٢٢٣٣٣٣', 's3'],
  ['AKIAIOSFODNN7EXAMPLE', 's3'],
  ['test', 's3'],
])('%s is not a well-known credential for %s', (accessKeyId, service) => {
  expect(wellKnownCredential(accessKeyId, service)).toBeUndefined();
});
