import { describe, expect, test } from '@jest/globals';
import { isReadOnly } from './read-only.ts';

describe('operations that only read', () => {
  test.each([
    'GetObject',
    'HeadBucket',
    'ListObjectsV2',
    'DescribeKey',
    'GetKeyPolicy',
    'GetCallerIdentity',
    'Decrypt',
    'GenerateDataKey',
    'ReEncrypt',
    'Verify',
  ])('include %s', (operation) => expect(isReadOnly(operation)).toBe(true));

  test.each([
    'PutObject',
    'PutKeyPolicy',
    'CreateGrant',
    'AssumeRole',
    'GetSessionToken',
    'GetFederationToken',
    'GetParametersForImport',
    'ReplicateKey',
    'UpdateAlias',
    'Getaway',
    '',
  ])('do not include %p', (operation) => expect(isReadOnly(operation)).toBe(false));
});
