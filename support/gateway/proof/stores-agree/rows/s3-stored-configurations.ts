import type { Subject } from '../request.ts';
import { ask, Bucket, of } from './s3-bucket-state.ts';

const Id = 'i';

/** A document of each kind that a bucket keeps under an id. */
const DOCUMENTS = {
  Analytics: { Id, StorageClassAnalysis: {} },
  IntelligentTiering: { Id, Status: 'Enabled', Tierings: [{ AccessTier: 'ARCHIVE_ACCESS', Days: 90 }] },
  Inventory: {
    Id,
    IsEnabled: true,
    IncludedObjectVersions: 'All',
    Schedule: { Frequency: 'Daily' },
    Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::{bucket}', Format: 'CSV' } },
  },
  Metrics: { Id },
} as const;

const KINDS = ['Analytics', 'IntelligentTiering', 'Inventory', 'Metrics'] as const;

function ofKind(kind: keyof typeof DOCUMENTS): readonly Subject[] {
  const member = `${kind}Configuration` as const;
  const name = `Bucket${member}` as const;
  const put = { Bucket, Id, [member]: DOCUMENTS[kind] };
  const existing = { after: [ask(`Put${name}`, put)] };
  const byId = { vary: { Id: ['j'] }, also: { 'one that exists': existing } };
  return [
    of(`Put${name}`, put, { vary: { Id: ['j'], [member]: [undefined, { Id: 'j' }] } }),
    of(`Get${name}`, { Bucket, Id }, byId),
    of(`Delete${name}`, { Bucket, Id }, byId),
    of(`List${name}s`, { Bucket }, { also: { 'of one': existing } }),
  ];
}

/** For tests: how S3 is asked about the configurations that a bucket keeps. */
export const s3StoredConfigurations: readonly Subject[] = [
  of(
    'PutBucketWebsite',
    { Bucket, WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } },
    {
      vary: {
        WebsiteConfiguration: [
          undefined,
          {},
          { RedirectAllRequestsTo: { HostName: 'a.example' } },
          { IndexDocument: { Suffix: 'a/b' } },
        ],
      },
    },
  ),
  of('DeleteBucketWebsite', { Bucket }),
  of(
    'PutBucketLogging',
    { Bucket, BucketLoggingStatus: {} },
    {
      vary: {
        BucketLoggingStatus: [
          undefined,
          { LoggingEnabled: { TargetBucket: 'absent-{c}', TargetPrefix: '' } },
        ],
      },
    },
  ),
  of(
    'PutBucketRequestPayment',
    { Bucket, RequestPaymentConfiguration: { Payer: 'Requester' } },
    { vary: { RequestPaymentConfiguration: [undefined, { Payer: 'nonsense' }] } },
  ),
  of(
    'PutBucketAccelerateConfiguration',
    { Bucket, AccelerateConfiguration: { Status: 'Enabled' } },
    { vary: { AccelerateConfiguration: [undefined, {}, { Status: 'nonsense' }] } },
  ),
  ...KINDS.flatMap(ofKind),
];
