import type { Input, Operation } from '../../../../aws/operations.ts';
import { invalidArgument, invalidRequest, malformedXml } from '../../../../aws/s3-errors.ts';

/** A document of a bucket that S3 keeps under an id. */
interface Identified {
  readonly Id?: string | undefined;
}

/** Refuses a document whose id is not the one in the address. Throws AwsError `MalformedXML`, `InvalidArgument`. */
function requireId(id: string | undefined, document: Identified | undefined): void {
  if (document?.Id === undefined) throw malformedXml();
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(document.Id))
    throw invalidArgument(
      'The specified id contains invalid characters or has an invalid length.',
      'Id',
      document.Id,
    );
  if (document.Id !== id)
    throw invalidArgument('Document ID does not match the specified configuration ID.', 'Id', document.Id);
}

function oneOf(value: unknown, known: readonly unknown[]): boolean {
  return known.includes(value);
}

/** The fewest days after which objects move to each tier. */
const LEAST_DAYS: ReadonlyMap<string, number> = new Map([
  ['ARCHIVE_ACCESS', 90],
  ['DEEP_ARCHIVE_ACCESS', 180],
]);

type Checks = { readonly [O in Operation<'s3'>]?: (input: Input<'s3', O>) => void };

/**
 * The demands of S3 on configurations that a bucket keeps.
 *
 * Source: Amazon S3 API reference, each operation.
 * Undocumented: most texts of these refusals.
 */
export const storedConfigurationChecks: Checks = {
  PutBucketAccelerateConfiguration({ Bucket = '', AccelerateConfiguration }) {
    if (!oneOf(AccelerateConfiguration?.Status, ['Enabled', 'Suspended'])) throw malformedXml();
    if (Bucket.includes('.'))
      throw invalidRequest(
        'S3 Transfer Acceleration is not supported for buckets with periods (.) in their names',
      );
  },
  PutBucketRequestPayment({ RequestPaymentConfiguration }) {
    if (!oneOf(RequestPaymentConfiguration?.Payer, ['Requester', 'BucketOwner'])) throw malformedXml();
  },
  PutBucketLogging({ BucketLoggingStatus }) {
    if (BucketLoggingStatus === undefined) throw malformedXml();
    const { LoggingEnabled } = BucketLoggingStatus;
    if (LoggingEnabled === undefined) return;
    if (!LoggingEnabled.TargetBucket || LoggingEnabled.TargetPrefix === undefined) throw malformedXml();
  },
  PutBucketWebsite({ WebsiteConfiguration }) {
    const { RedirectAllRequestsTo, IndexDocument, ErrorDocument, RoutingRules } = WebsiteConfiguration ?? {};
    if (RedirectAllRequestsTo !== undefined) {
      if ((IndexDocument ?? ErrorDocument ?? RoutingRules) !== undefined)
        throw invalidArgument(
          'RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.',
          'RedirectAllRequestsTo',
        );
      if (!RedirectAllRequestsTo.HostName) throw malformedXml();
      return;
    }
    if (IndexDocument === undefined)
      throw invalidArgument(
        'A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty',
        'IndexDocument',
      );
    if (!IndexDocument.Suffix || IndexDocument.Suffix.includes('/'))
      throw invalidArgument('The IndexDocument Suffix is not well formed', 'IndexDocument');
    if (ErrorDocument !== undefined && !ErrorDocument.Key) throw malformedXml();
  },
  PutBucketAnalyticsConfiguration({ Id, AnalyticsConfiguration }) {
    requireId(Id, AnalyticsConfiguration);
    if (AnalyticsConfiguration?.StorageClassAnalysis === undefined) throw malformedXml();
  },
  PutBucketInventoryConfiguration({ Id, InventoryConfiguration: document }) {
    requireId(Id, document);
    const place = document?.Destination?.S3BucketDestination;
    if (document?.IsEnabled === undefined || !place?.Bucket) throw malformedXml();
    if (!oneOf(place.Format, ['CSV', 'ORC', 'Parquet'])) throw malformedXml();
    if (!oneOf(document.IncludedObjectVersions, ['All', 'Current'])) throw malformedXml();
    if (!oneOf(document.Schedule?.Frequency, ['Daily', 'Weekly'])) throw malformedXml();
  },
  PutBucketMetricsConfiguration: ({ Id, MetricsConfiguration }) => requireId(Id, MetricsConfiguration),
  PutBucketIntelligentTieringConfiguration({ Id, IntelligentTieringConfiguration: document }) {
    requireId(Id, document);
    const tierings = document?.Tierings ?? [];
    if (!oneOf(document?.Status, ['Enabled', 'Disabled']) || tierings.length === 0) throw malformedXml();
    for (const { AccessTier, Days = 0 } of tierings) {
      const least = LEAST_DAYS.get(AccessTier ?? '');
      if (least === undefined) throw malformedXml();
      if (Days < least || Days > 730)
        throw invalidArgument(
          `The days of ${AccessTier} must be between ${least} and 730.`,
          'Days',
          `${Days}`,
        );
    }
  },
};
