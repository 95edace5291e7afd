import { notFoundInBucket } from '../s3-errors.ts';
import type { S3Context, S3Operation } from '../s3-operation.ts';
import type { Bucket } from './bucket.ts';
import type { ListedConfigurations } from './configurations-by-id.ts';
import { findBucket } from './find-bucket.ts';

/**
 * Configurations of which a bucket keeps several, each under its id.
 *
 * Differs: none has an effect. Nothing writes inventories or analyses, counts metrics or moves objects to another tier.
 */

type Kind = keyof ListedConfigurations;

const NONE: ListedConfigurations = {
  analytics: new Map(),
  inventories: new Map(),
  metrics: new Map(),
  tierings: new Map(),
};

interface OfBucket {
  readonly Bucket?: string | undefined;
}

interface OfId extends OfBucket {
  readonly Id?: string | undefined;
}

/** The most configurations of a page. Source: Amazon S3 API reference, ListBucketInventoryConfigurations. */
const PAGE = 100;

function configurationsOf<K extends Kind>(bucket: Bucket, kind: K): ListedConfigurations[K] {
  return (bucket.listed ?? NONE)[kind];
}

/** The documents of a bucket are replaced as a whole, as all of its settings are. */
function replace(bucket: Bucket, kind: Kind, changed: ReadonlyMap<string, unknown>): void {
  bucket.listed = { ...(bucket.listed ?? NONE), [kind]: changed };
}

function put(kind: Kind, input: OfId, context: S3Context, document: unknown): Record<string, never> {
  const bucket = findBucket(input, context);
  replace(
    bucket,
    kind,
    new Map<string, unknown>(configurationsOf(bucket, kind)).set(input.Id ?? '', document),
  );
  return {};
}

function get<K extends Kind>(kind: K, input: OfId, context: S3Context) {
  const bucket = findBucket(input, context);
  const found: unknown = configurationsOf(bucket, kind).get(input.Id ?? '');
  if (found === undefined) throw noSuch(bucket);
  // The map of a kind holds its documents alone.
  return found as ListedConfigurations[K] extends ReadonlyMap<string, infer V> ? V : never;
}

function remove(kind: Kind, input: OfId, context: S3Context): Record<string, never> {
  const bucket = findBucket(input, context);
  const left = new Map<string, unknown>(configurationsOf(bucket, kind));
  if (!left.delete(input.Id ?? '')) throw noSuch(bucket);
  replace(bucket, kind, left);
  return {};
}

function noSuch({ name }: Bucket) {
  return notFoundInBucket('NoSuchConfiguration', 'The specified configuration does not exist.', name);
}

/** A page of the configurations of a kind, in the order of their ids. The token is the last id of the page before. */
function list<K extends Kind>(
  kind: K,
  input: OfBucket & { readonly ContinuationToken?: string | undefined },
  context: S3Context,
) {
  const { ContinuationToken: token } = input;
  const entries = [...configurationsOf(findBucket(input, context), kind)];
  const rest = entries
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .filter(([id]) => token === undefined || id > token);
  const page = rest.slice(0, PAGE);
  const isTruncated = rest.length > page.length;
  return {
    documents: page.map(
      ([, document]) => document as ListedConfigurations[K] extends ReadonlyMap<string, infer V> ? V : never,
    ),
    members: {
      IsTruncated: isTruncated,
      ...(token !== undefined && { ContinuationToken: token }),
      ...(isTruncated && { NextContinuationToken: page.at(-1)?.[0] ?? '' }),
    },
  };
}

type Tables = {
  readonly [O in `${'Put' | 'Get' | 'Delete'}Bucket${'Analytics' | 'Inventory' | 'Metrics' | 'IntelligentTiering'}Configuration`]: S3Operation<O>;
} & {
  readonly [O in `ListBucket${'Analytics' | 'Inventory' | 'Metrics' | 'IntelligentTiering'}Configurations`]: S3Operation<O>;
};

/** The operations on analytics, inventories, metrics and tiers. */
export const listedConfigurations: Tables = {
  PutBucketAnalyticsConfiguration: (input, context) =>
    put('analytics', input, context, input.AnalyticsConfiguration),
  GetBucketAnalyticsConfiguration: (input, context) => ({
    AnalyticsConfiguration: get('analytics', input, context),
  }),
  DeleteBucketAnalyticsConfiguration: (input, context) => remove('analytics', input, context),
  ListBucketAnalyticsConfigurations: (input, context) => {
    const { documents, members } = list('analytics', input, context);
    return { AnalyticsConfigurationList: documents, ...members };
  },
  PutBucketInventoryConfiguration: (input, context) =>
    put('inventories', input, context, input.InventoryConfiguration),
  GetBucketInventoryConfiguration: (input, context) => ({
    InventoryConfiguration: get('inventories', input, context),
  }),
  DeleteBucketInventoryConfiguration: (input, context) => remove('inventories', input, context),
  ListBucketInventoryConfigurations: (input, context) => {
    const { documents, members } = list('inventories', input, context);
    return { InventoryConfigurationList: documents, ...members };
  },
  PutBucketMetricsConfiguration: (input, context) =>
    put('metrics', input, context, input.MetricsConfiguration),
  GetBucketMetricsConfiguration: (input, context) => ({
    MetricsConfiguration: get('metrics', input, context),
  }),
  DeleteBucketMetricsConfiguration: (input, context) => remove('metrics', input, context),
  ListBucketMetricsConfigurations: (input, context) => {
    const { documents, members } = list('metrics', input, context);
    return { MetricsConfigurationList: documents, ...members };
  },
  PutBucketIntelligentTieringConfiguration: (input, context) =>
    put('tierings', input, context, input.IntelligentTieringConfiguration),
  GetBucketIntelligentTieringConfiguration: (input, context) => ({
    IntelligentTieringConfiguration: get('tierings', input, context),
  }),
  DeleteBucketIntelligentTieringConfiguration: (input, context) => remove('tierings', input, context),
  ListBucketIntelligentTieringConfigurations: (input, context) => {
    const { documents, members } = list('tierings', input, context);
    return { IntelligentTieringConfigurationList: documents, ...members };
  },
};
