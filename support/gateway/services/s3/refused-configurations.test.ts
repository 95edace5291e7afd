import { describe, expect, test } from '@jest/globals';
import type { Operation } from '../../../aws/operations.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { checkInput } from './check-input.ts';

type Name = Operation<'s3'>;
const Bucket = 'mine';
const check = (operation: Name, input: object, region = 'us-east-1') =>
  checkInput({
    operation,
    input: { Bucket, ...input },
    facts: { http: { headers: {} }, authenticated: { region }, principal: { type: 'Root' } },
  } as unknown as CallFacts<'s3'>);
const refusal = (code: string) => expect.objectContaining({ code });

const encryption = (rule: object) => ({ ServerSideEncryptionConfiguration: { Rules: [rule] } });
const byDefault = (more: object) =>
  encryption({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', ...more } });
const rule = { ID: 'one', Status: 'Enabled', Filter: { Prefix: 'a/' }, Expiration: { Days: 1 } };
const lifecycle = (...Rules: object[]) => ({ LifecycleConfiguration: { Rules } });
const cors = { AllowedOrigins: ['*'], AllowedMethods: ['GET'] };
const ownership = (...values: string[]) => ({
  OwnershipControls: { Rules: values.map((ObjectOwnership) => ({ ObjectOwnership })) },
});
const located = (LocationConstraint: string) => ({ CreateBucketConfiguration: { LocationConstraint } });

describe('a new bucket', () => {
  test.each([
    'ab',
    'a'.repeat(64),
    'Upper',
    'under_score',
    '-a-',
    'a..b',
    '192.168.5.4',
    'xn--abc',
    'sthree-a',
  ])('is refused by the name %j', (name) => {
    expect(() => check('CreateBucket', { Bucket: name })).toThrow(refusal('InvalidBucketName'));
  });

  test.each(['abc-s3alias', 'a--ol-s3', 'a--x-s3', 'a.mrap', 'a--table-s3', 'amzn-s3-demo-a', 'a b', ''])(
    'is refused by the name %j',
    (name) => {
      expect(() => check('CreateBucket', { Bucket: name })).toThrow(refusal('InvalidBucketName'));
    },
  );

  test.each(['abc', 'a.b-c', '1a1', 'a'.repeat(63)])('takes the name %j', (name) => {
    expect(() => check('CreateBucket', { Bucket: name })).not.toThrow();
  });

  test.each([
    ['us-east-1', {}],
    ['us-east-1', located('eu-central-1')],
    ['us-east-1', located('EU')],
    ['eu-west-1', located('eu-west-1')],
    ['eu-west-1', located('EU')],
  ])('at the endpoint of %s with %j is made', (region, input) => {
    expect(() => check('CreateBucket', input, region)).not.toThrow();
  });

  test.each([
    ['eu-west-1', {}, 'IllegalLocationConstraintException'],
    ['eu-west-1', located('us-west-2'), 'IllegalLocationConstraintException'],
    ['eu-west-1', located('nowhere-1'), 'IllegalLocationConstraintException'],
    ['us-east-1', located('us-east-1'), 'InvalidLocationConstraint'],
    ['us-east-1', located('nowhere-1'), 'InvalidLocationConstraint'],
  ])('at the endpoint of %s with %j is refused: %s', (region, input, code) => {
    expect(() => check('CreateBucket', input, region)).toThrow(refusal(code));
  });

  test.each([
    [{ ObjectOwnership: 'Everyone' }, 'InvalidArgument'],
    [{ CreateBucketConfiguration: { Tags: [{ Key: 'aws:a', Value: 'b' }] } }, 'InvalidTag'],
    [{ BucketNamespace: 'account-regional' }, 'NotImplemented'],
    [{ CreateBucketConfiguration: { Bucket: { Type: 'Directory' } } }, 'NotImplemented'],
    [{ CreateBucketConfiguration: { Location: { Name: 'x' } } }, 'NotImplemented'],
  ])('with %j is refused: %s', (input, code) => {
    expect(() => check('CreateBucket', input)).toThrow(refusal(code));
  });
});

describe('a configuration of a bucket', () => {
  test.each<[Name, string, object, string]>([
    ['ListBuckets', 'no buckets a page', { MaxBuckets: 0 }, 'InvalidArgument'],
    ['ListBuckets', 'too many buckets a page', { MaxBuckets: 10_001 }, 'InvalidArgument'],
    ['ListBuckets', 'an unknown Region', { BucketRegion: 'nowhere-1' }, 'InvalidArgument'],
    ['PutBucketEncryption', 'no document', {}, 'MalformedXML'],
    ['PutBucketEncryption', 'no rule', { ServerSideEncryptionConfiguration: { Rules: [] } }, 'MalformedXML'],
    ['PutBucketEncryption', 'an empty rule', encryption({}), 'MalformedXML'],
    [
      'PutBucketEncryption',
      'two rules',
      { ServerSideEncryptionConfiguration: { Rules: [{}, {}] } },
      'MalformedXML',
    ],
    ['PutBucketEncryption', 'an unknown algorithm', byDefault({ SSEAlgorithm: 'ROT13' }), 'MalformedXML'],
    [
      'PutBucketEncryption',
      'a key for SSE-S3',
      byDefault({ SSEAlgorithm: 'AES256', KMSMasterKeyID: 'k' }),
      'InvalidArgument',
    ],
    [
      'PutBucketEncryption',
      'an unknown blocked type',
      encryption({ BlockedEncryptionTypes: { EncryptionType: ['SSE-X'] } }),
      'MalformedXML',
    ],
    ['PutPublicAccessBlock', 'no document', {}, 'MalformedXML'],
    ['PutPublicAccessBlock', 'no switch', { PublicAccessBlockConfiguration: {} }, 'InvalidRequest'],
    ['PutBucketOwnershipControls', 'no rule', ownership(), 'MalformedXML'],
    ['PutBucketOwnershipControls', 'two rules', ownership('ObjectWriter', 'ObjectWriter'), 'MalformedXML'],
    ['PutBucketOwnershipControls', 'an unknown value', ownership('Everyone'), 'MalformedXML'],
    [
      'PutBucketVersioning',
      'no status',
      { VersioningConfiguration: {} },
      'IllegalVersioningConfigurationException',
    ],
    [
      'PutBucketVersioning',
      'an unknown status',
      { VersioningConfiguration: { Status: 'enabled' } },
      'MalformedXML',
    ],
    [
      'PutBucketVersioning',
      'MFA delete',
      { VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' } },
      'NotImplemented',
    ],
    [
      'PutBucketVersioning',
      'an MFA device',
      { VersioningConfiguration: { Status: 'Enabled' }, MFA: 'a 1' },
      'NotImplemented',
    ],
    ['PutBucketTagging', 'no tags', {}, 'MalformedXML'],
    [
      'PutBucketTagging',
      'a tag of the system',
      { Tagging: { TagSet: [{ Key: 'aws:a', Value: 'b' }] } },
      'InvalidTag',
    ],
    [
      'PutBucketTagging',
      'a key twice',
      { Tagging: { TagSet: Array(2).fill({ Key: 'a', Value: 'b' }) } },
      'InvalidTag',
    ],
    [
      'PutBucketTagging',
      'too many tags',
      { Tagging: { TagSet: Array.from({ length: 51 }, (_, i) => ({ Key: `${i}`, Value: '' })) } },
      'BadRequest',
    ],
    ['PutBucketCors', 'no rules', { CORSConfiguration: { CORSRules: [] } }, 'MalformedXML'],
    [
      'PutBucketCors',
      'too many rules',
      { CORSConfiguration: { CORSRules: Array(101).fill(cors) } },
      'MalformedXML',
    ],
    [
      'PutBucketCors',
      'an unknown method',
      { CORSConfiguration: { CORSRules: [{ ...cors, AllowedMethods: ['PATCH'] }] } },
      'InvalidRequest',
    ],
    [
      'PutBucketCors',
      'no origin',
      { CORSConfiguration: { CORSRules: [{ ...cors, AllowedOrigins: [] }] } },
      'MalformedXML',
    ],
    ['PutBucketLifecycleConfiguration', 'no rules', lifecycle(), 'MalformedXML'],
    [
      'PutBucketLifecycleConfiguration',
      'too many rules',
      lifecycle(...Array(1001).fill({ ...rule, ID: undefined })),
      'MalformedXML',
    ],
    [
      'PutBucketLifecycleConfiguration',
      'an unknown status',
      lifecycle({ ...rule, Status: 'enabled' }),
      'MalformedXML',
    ],
    ['PutBucketLifecycleConfiguration', 'an id twice', lifecycle(rule, rule), 'InvalidArgument'],
    [
      'PutBucketLifecycleConfiguration',
      'an id too long',
      lifecycle({ ...rule, ID: 'x'.repeat(256) }),
      'InvalidArgument',
    ],
    [
      'PutBucketLifecycleConfiguration',
      'nothing to do',
      lifecycle({ ...rule, Expiration: undefined }),
      'InvalidRequest',
    ],
    [
      'PutBucketLifecycleConfiguration',
      'no filter',
      lifecycle({ ...rule, Filter: undefined }),
      'MalformedXML',
    ],
    [
      'PutBucketLifecycleConfiguration',
      'a filter and a prefix',
      lifecycle({ ...rule, Prefix: 'b' }),
      'MalformedXML',
    ],
    [
      'PutBucketLifecycleConfiguration',
      'no days',
      lifecycle({ ...rule, Expiration: { Days: 0 } }),
      'InvalidArgument',
    ],
    [
      'PutBucketLifecycleConfiguration',
      'days and a date',
      lifecycle({ ...rule, Expiration: { Days: 1, Date: new Date(0) } }),
      'MalformedXML',
    ],
    [
      'PutBucketLifecycleConfiguration',
      'a time of day',
      lifecycle({ ...rule, Expiration: { Date: new Date(1) } }),
      'InvalidArgument',
    ],
    [
      'PutBucketLifecycleConfiguration',
      'a move without a class',
      lifecycle({ ...rule, Transitions: [{ Days: 1 }] }),
      'MalformedXML',
    ],
    [
      'PutBucketLifecycleConfiguration',
      'a move too early',
      lifecycle({ ...rule, Transitions: [{ Days: 29, StorageClass: 'STANDARD_IA' }] }),
      'InvalidArgument',
    ],
  ])('%s with %s is refused', (operation, _, input, code) => {
    expect(() => check(operation, input)).toThrow(refusal(code));
  });

  test.each<[Name, object]>([
    ['ListBuckets', { MaxBuckets: 1, BucketRegion: 'us-east-1' }],
    ['ListBuckets', {}],
    ['PutBucketEncryption', byDefault({ KMSMasterKeyID: 'nonsense' })],
    ['PutBucketEncryption', encryption({ BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } })],
    ['PutPublicAccessBlock', { PublicAccessBlockConfiguration: { BlockPublicAcls: false } }],
    ['PutBucketOwnershipControls', ownership('BucketOwnerPreferred')],
    ['PutBucketVersioning', { VersioningConfiguration: { Status: 'Suspended', MFADelete: 'Disabled' } }],
    ['PutBucketCors', { CORSConfiguration: { CORSRules: [cors] } }],
    [
      'PutBucketLifecycleConfiguration',
      lifecycle(rule, { ...rule, ID: undefined }, { ...rule, ID: undefined }),
    ],
    [
      'PutBucketLifecycleConfiguration',
      lifecycle({
        ...rule,
        Filter: undefined,
        Prefix: '',
        Transitions: [{ Days: 0, StorageClass: 'GLACIER' }],
      }),
    ],
  ])('%s takes %j', (operation, input) => {
    expect(() => check(operation, input)).not.toThrow();
  });
});
