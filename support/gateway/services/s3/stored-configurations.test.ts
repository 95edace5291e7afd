import {
  DeleteBucketInventoryConfigurationCommand,
  DeleteBucketWebsiteCommand,
  GetBucketAccelerateConfigurationCommand,
  GetBucketInventoryConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketWebsiteCommand,
  type InventoryConfiguration,
  ListBucketInventoryConfigurationsCommand,
  PutBucketAccelerateConfigurationCommand,
  PutBucketAnalyticsConfigurationCommand,
  PutBucketIntelligentTieringConfigurationCommand,
  PutBucketInventoryConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketMetricsConfigurationCommand,
  PutBucketRequestPaymentCommand,
  PutBucketWebsiteCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { answerOf, type Clients } from '../../testing/lab-under-test.ts';

const labs = labOfEachTest();
const Bucket = 'settings';
let root: Clients;

beforeEach(async () => {
  root = labs.as(account);
  await newBucket(root, Bucket);
});

test('a website is kept until it is deleted', async () => {
  const WebsiteConfiguration = {
    IndexDocument: { Suffix: 'index.html' },
    ErrorDocument: { Key: '404.html' },
  };
  await root.s3.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }));
  expect(await root.s3.send(new GetBucketWebsiteCommand({ Bucket }))).toMatchObject(WebsiteConfiguration);
  await root.s3.send(new DeleteBucketWebsiteCommand({ Bucket }));
  expect(await answerOf(root.s3.send(new GetBucketWebsiteCommand({ Bucket })))).toMatch(
    '404 NoSuchWebsiteConfiguration',
  );
});

test('access logs go to a bucket of the same account and Region', async () => {
  await newBucket(root, 'logs');
  await newBucket(labs.as(otherAccount), 'theirs');
  await newBucket(labs.as(account, 'us-west-2'), 'far-away');
  const log = (TargetBucket: string) => {
    const BucketLoggingStatus = { LoggingEnabled: { TargetBucket, TargetPrefix: 'a/' } };
    return answerOf(root.s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus })));
  };
  for (const target of ['none-there', 'theirs', 'far-away'])
    expect(await log(target)).toMatch('400 InvalidTargetBucketForLogging');
  expect(await log('logs')).toBe('granted');
  const { LoggingEnabled } = await root.s3.send(new GetBucketLoggingCommand({ Bucket }));
  expect(LoggingEnabled).toEqual({ TargetBucket: 'logs', TargetPrefix: 'a/' });
  await root.s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} }));
  expect((await root.s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toBeUndefined();
});

test('acceleration is enabled, except for a name with a period', async () => {
  const accelerate = (name: string) => {
    const AccelerateConfiguration = { Status: 'Enabled' } as const;
    return answerOf(
      root.s3.send(new PutBucketAccelerateConfigurationCommand({ Bucket: name, AccelerateConfiguration })),
    );
  };
  expect(await accelerate(Bucket)).toBe('granted');
  expect(await root.s3.send(new GetBucketAccelerateConfigurationCommand({ Bucket }))).toMatchObject({
    Status: 'Enabled',
  });
  await newBucket(root, 'a.b.c');
  expect(await accelerate('a.b.c')).toMatch('400 InvalidRequest');
});

const inventory = (Id: string): InventoryConfiguration => ({
  Id,
  IsEnabled: true,
  IncludedObjectVersions: 'All',
  Schedule: { Frequency: 'Daily' },
  Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::lists', Format: 'CSV' } },
});

const put = (Id: string, InventoryConfiguration = inventory(Id)) =>
  answerOf(root.s3.send(new PutBucketInventoryConfigurationCommand({ Bucket, Id, InventoryConfiguration })));

describe('Configurations with an id', () => {
  test('are kept, listed page by page, and deleted', async () => {
    const ids = Array.from({ length: 101 }, (_, at) => `i${String(at).padStart(3, '0')}`);
    for (const id of ids.toReversed()) await put(id);
    const found: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await root.s3.send(
        new ListBucketInventoryConfigurationsCommand({ Bucket, ContinuationToken }),
      );
      found.push(...(page.InventoryConfigurationList ?? []).map(({ Id }) => Id));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(found).toEqual(ids);
    const one = { Bucket, Id: 'i000' };
    const { InventoryConfiguration } = await root.s3.send(new GetBucketInventoryConfigurationCommand(one));
    expect(InventoryConfiguration).toEqual(inventory('i000'));
    await root.s3.send(new DeleteBucketInventoryConfigurationCommand(one));
    for (const Command of [GetBucketInventoryConfigurationCommand, DeleteBucketInventoryConfigurationCommand])
      expect(await answerOf(root.s3.send(new Command(one) as GetBucketInventoryConfigurationCommand))).toBe(
        '404 NoSuchConfiguration: The specified configuration does not exist.',
      );
  });

  test('are kept for each kind by itself', async () => {
    const Id = 'same';
    const analytics = { Bucket, Id, AnalyticsConfiguration: { Id, StorageClassAnalysis: {} } };
    const metrics = { Bucket, Id, MetricsConfiguration: { Id } };
    const Tierings = [{ AccessTier: 'ARCHIVE_ACCESS', Days: 90 } as const];
    const tiering = {
      Bucket,
      Id,
      IntelligentTieringConfiguration: { Id, Status: 'Enabled', Tierings },
    } as const;
    await root.s3.send(new PutBucketAnalyticsConfigurationCommand(analytics));
    const { $metadata } = await root.s3.send(new PutBucketMetricsConfigurationCommand(metrics));
    expect($metadata.httpStatusCode).toBe(204);
    await root.s3.send(new PutBucketIntelligentTieringConfigurationCommand(tiering));
    const listed = await root.s3.send(new ListBucketInventoryConfigurationsCommand({ Bucket }));
    expect(listed).toMatchObject({ IsTruncated: false });
    expect(listed.InventoryConfigurationList).toBeUndefined();
  });

  test.each<[string, string, Partial<InventoryConfiguration>]>([
    ['another id', '400 InvalidArgument', { Id: 'other' }],
    ['an id of other characters', '400 InvalidArgument', { Id: 'a b' }],
    [
      'another format',
      '400 MalformedXML',
      { Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::b', Format: 'XML' as 'CSV' } } },
    ],
    ['another schedule', '400 MalformedXML', { Schedule: { Frequency: 'Hourly' as 'Daily' } }],
    ['no switch', '400 MalformedXML', { IsEnabled: undefined as never }],
  ])('with %s are refused', async (_, answer, change) => {
    expect(await put('i', { ...inventory('i'), ...change })).toMatch(answer);
  });
});

test('a payer and a website of another form are refused', async () => {
  const RequestPaymentConfiguration = { Payer: 'Nobody' as 'Requester' };
  const pay = root.s3.send(new PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration }));
  expect(await answerOf(pay)).toMatch('400 MalformedXML');
  for (const WebsiteConfiguration of [
    {},
    { IndexDocument: { Suffix: 'a/b' } },
    { IndexDocument: { Suffix: 'a' }, RedirectAllRequestsTo: { HostName: 'a.example' } },
  ])
    expect(
      await answerOf(root.s3.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }))),
    ).toMatch(/^400 (InvalidArgument|MalformedXML)/);
});
