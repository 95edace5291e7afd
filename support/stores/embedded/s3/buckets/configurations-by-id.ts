import type {
  AnalyticsConfiguration,
  IntelligentTieringConfiguration,
  InventoryConfiguration,
  MetricsConfiguration,
} from '@aws-sdk/client-s3';

/** The configurations of a bucket by kind and id. */
export interface ListedConfigurations {
  readonly analytics: ReadonlyMap<string, AnalyticsConfiguration>;
  readonly inventories: ReadonlyMap<string, InventoryConfiguration>;
  readonly metrics: ReadonlyMap<string, MetricsConfiguration>;
  readonly tierings: ReadonlyMap<string, IntelligentTieringConfiguration>;
}
