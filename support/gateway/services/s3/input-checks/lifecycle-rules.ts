import type { LifecycleRule, Transition } from '@aws-sdk/client-s3';
import { invalidArgument, invalidRequest, malformedXml } from '../../../../aws/s3-errors.ts';

const MOST_RULES = 1000;
const LONGEST_ID = 255;
/** Days for which an object stays in its storage class at least before it moves to one of these. */
const FEWEST_DAYS: Readonly<Record<string, number>> = { STANDARD_IA: 30, ONEZONE_IA: 30 };

/**
 * Refuses lifecycle rules that S3 does not take. Throws AwsError `MalformedXML`, `InvalidArgument`, `InvalidRequest`.
 *
 * Source: Amazon S3 user guide, "Lifecycle configuration elements"; Amazon S3 API reference,
 * PutBucketLifecycleConfiguration.
 */
export function checkLifecycleRules(rules: readonly LifecycleRule[]): void {
  if (rules.length === 0 || rules.length > MOST_RULES) throw malformedXml();
  const ids = new Set<string>();
  for (const rule of rules) {
    const { ID } = rule;
    if (ID && ids.has(ID))
      throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule', 'ID', ID);
    if (ID) ids.add(ID);
    checkRule(rule);
  }
}

function checkRule(rule: LifecycleRule): void {
  if (rule.Status !== 'Enabled' && rule.Status !== 'Disabled') throw malformedXml();
  if ((rule.ID ?? '').length > LONGEST_ID) {
    throw invalidArgument('ID length should not exceed allowed limit of 255', 'ID', rule.ID);
  }
  if ((rule.Filter === undefined) === (rule.Prefix === undefined)) throw malformedXml();
  const actions = [
    rule.Expiration,
    rule.Transitions,
    rule.NoncurrentVersionExpiration,
    rule.NoncurrentVersionTransitions,
    rule.AbortIncompleteMultipartUpload,
  ];
  if (actions.every((action) => action === undefined))
    throw invalidRequest('At least one action needs to be specified in a rule');
  checkExpiration(rule.Expiration);
  for (const transition of rule.Transitions ?? []) checkTransition(transition);
}

function checkExpiration(expiration: LifecycleRule['Expiration']): void {
  if (expiration === undefined) return;
  const { Date: date, Days, ExpiredObjectDeleteMarker } = expiration;
  const given = [date, Days, ExpiredObjectDeleteMarker].filter((value) => value !== undefined);
  if (given.length !== 1) throw malformedXml();
  if (Days !== undefined && Days < 1)
    throw invalidArgument("'Days' for Expiration action must be a positive integer", 'Days', `${Days}`);
  checkMidnight(date);
}

function checkTransition({ Date: date, Days, StorageClass }: Transition): void {
  if ((date === undefined) === (Days === undefined) || StorageClass === undefined) throw malformedXml();
  const fewest = FEWEST_DAYS[StorageClass] ?? 0;
  if (Days !== undefined && Days < fewest) {
    const message = `'Days' in Transition action must be greater than or equal to ${fewest} for storageClass '${StorageClass}'`;
    throw invalidArgument(message, 'Days', `${Days}`);
  }
  checkMidnight(date);
}

function checkMidnight(date: Date | undefined): void {
  if (date === undefined || date.getTime() % 86_400_000 === 0) return;
  throw invalidArgument("'Date' must be at midnight GMT", 'Date', date.toISOString());
}
