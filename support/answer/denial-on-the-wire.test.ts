import { describe, expect, test } from '@jest/globals';
import { type DenialCircumstances, denialOnTheWire } from './denial-on-the-wire.ts';

const caller = 'arn:aws:iam::222222222222:user/ana';
const key = 'arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const object = 'arn:aws:s3:::reports/q1.csv';

const base: DenialCircumstances = {
  denial: { layer: 'identity', explicit: false, action: 's3:GetObject' },
  service: 's3',
  callerArn: caller,
  crossAccount: false,
  resource: object,
};
const decrypt = { layer: 'key policy', explicit: false, action: 'kms:Decrypt' } as const;
const foreign =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

/** Answers of AWS, each with its circumstances. */
const ANSWERS: readonly (readonly [string, Partial<DenialCircumstances>, string])[] = [
  [
    'S3, within the account, no identity policy',
    {},
    `User: ${caller} is not authorized to perform: s3:GetObject on resource: "${object}" because no identity-based policy allows the s3:GetObject action`,
  ],
  [
    'S3, within the account, denied by the bucket policy',
    { denial: { layer: 'resource', explicit: true, action: 's3:PutObject' } },
    `User: ${caller} is not authorized to perform: s3:PutObject on resource: "${object}" with an explicit deny in a resource-based policy`,
  ],
  ['S3, from another account', { crossAccount: true }, 'Access Denied'],
  [
    'S3, from another account of the organization',
    {
      crossAccount: true,
      sameOrganization: true,
      denial: { layer: 'resource', explicit: false, action: 's3:ListBucket' },
    },
    `User: ${caller} is not authorized to perform: s3:ListBucket on resource: "${object}" because no resource-based policy allows the s3:ListBucket action`,
  ],
  [
    'S3, from another account, by a resource control policy',
    {
      crossAccount: true,
      sameOrganization: true,
      denial: { layer: 'rcp', explicit: true, action: 's3:GetObject' },
    },
    `User: ${caller} is not authorized to perform: s3:GetObject on resource: "${object}" with an explicit deny in a resource control policy`,
  ],
  ['S3, to an anonymous caller', { callerArn: undefined }, 'Access Denied'],
  [
    'DynamoDB, within the account, no identity policy',
    {
      service: 'dynamodb',
      denial: { layer: 'identity', explicit: false, action: 'dynamodb:GetItem' },
      resource: 'arn:aws:dynamodb:eu-west-1:222222222222:table/books',
    },
    `User: ${caller} is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-1:222222222222:table/books because no identity-based policy allows the dynamodb:GetItem action`,
  ],
  [
    'DynamoDB, passing on that KMS refuses a grant',
    {
      service: 'dynamodb',
      denial: { layer: 'key policy', explicit: true, action: 'kms:CreateGrant' },
      resource: key,
    },
    `KMS key access denied error: com.amazonaws.services.kms.model.AWSKMSException: User: ${caller} is not authorized to perform: kms:CreateGrant on resource: ${key} with an explicit deny in a resource-based policy (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: 9122b94b-c5e1-468d-8fdd-b1d4fed10e13; Proxy: null)`,
  ],
  [
    'S3, passing on a foreign key',
    { denial: decrypt, resource: key, crossAccount: true },
    `User: ${caller} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext ${foreign}`,
  ],
  [
    'S3, passing on which key an identity policy does not allow',
    { denial: { layer: 'identity', explicit: false, action: 'kms:GenerateDataKey' }, resource: key },
    `User: ${caller} is not authorized to perform: kms:GenerateDataKey on resource: ${key} because no identity-based policy allows the kms:GenerateDataKey action`,
  ],
  [
    "S3, passing on that the caller's own policies lack a foreign key",
    {
      denial: { layer: 'identity', explicit: false, action: 'kms:Decrypt' },
      resource: key,
      crossAccount: true,
    },
    `User: ${caller} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action`,
  ],
  [
    'KMS, a grant of a foreign key that is not there',
    {
      service: 'kms',
      denial: { layer: 'grant', explicit: false, action: 'kms:RetireGrant' },
      resource: key,
      crossAccount: true,
    },
    `User: ${caller} is not authorized to perform: kms:RetireGrant on this resource ${foreign}`,
  ],
  [
    'KMS, a foreign key',
    { service: 'kms', denial: { ...decrypt, action: 'kms:CreateGrant' }, resource: key, crossAccount: true },
    `User: ${caller} is not authorized to perform: kms:CreateGrant on this resource ${foreign}`,
  ],
  [
    'KMS, an operation that does not work across accounts',
    {
      service: 'kms',
      denial: { layer: 'cross-account operation', explicit: false, action: 'kms:PutKeyPolicy' },
      resource: key,
      crossAccount: true,
    },
    `User: ${caller} is not authorized to perform: kms:PutKeyPolicy on this resource ${foreign}`,
  ],
  [
    'KMS, its own account key without a statement',
    { service: 'kms', denial: decrypt, resource: key },
    `User: ${caller} is not authorized to perform: kms:Decrypt on resource: ${key} because no resource-based policy allows the kms:Decrypt action`,
  ],
  [
    'S3 Block Public Access',
    {
      denial: { layer: 'block public access', explicit: true, action: 's3:PutBucketPolicy' },
      resource: 'arn:aws:s3:::reports',
    },
    `User: ${caller} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::reports" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
  ],
  [
    'Secrets Manager',
    {
      service: 'secretsmanager',
      denial: { layer: 'resource', explicit: false, action: 'secretsmanager:GetSecretValue' },
      resource: 'arn:aws:secretsmanager:eu-west-1:1:secret:db-abcdef',
      crossAccount: true,
    },
    `User: ${caller} is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:1:secret:db-abcdef because no resource-based policy allows the secretsmanager:GetSecretValue action`,
  ],
  [
    'KMS through Secrets Manager',
    { service: 'secretsmanager', denial: decrypt, resource: key, crossAccount: true },
    'Access to KMS is not allowed',
  ],
  [
    'STS',
    {
      service: 'sts',
      denial: { layer: 'trust policy', explicit: false, action: 'sts:AssumeRole' },
      resource: 'arn:aws:iam::1:role/r',
    },
    `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/r`,
  ],
];

describe('denialOnTheWire', () => {
  test.each(ANSWERS)('%s', (_, circumstances, message) => {
    expect(message).toMatch(denialOnTheWire({ ...base, ...circumstances }).message);
  });

  test.each(ANSWERS)('%s: no other answer will do', (title, circumstances) => {
    const { message } = denialOnTheWire({ ...base, ...circumstances });
    const others = ANSWERS.filter(([other, , text]) => other !== title && message.test(text));
    // Callers of other accounts and anonymous callers get the same answer, on purpose.
    expect(others.map(([, , text]) => text).filter((text) => text !== 'Access Denied')).toEqual([]);
  });

  test.each([
    ['s3', 'AccessDenied', 403],
    ['kms', 'AccessDeniedException', 400],
    ['sts', 'AccessDenied', 403],
    ['secretsmanager', 'AccessDeniedException', 400],
  ] as const)('%s says %s with %i', (service, code, status) => {
    expect(denialOnTheWire({ ...base, service })).toMatchObject({ code, status });
  });
});
