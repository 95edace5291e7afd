import { randomUUID } from 'node:crypto';
import type { LifecycleRule } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { invalidArgument, malformedXml, notFoundInBucket } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import { findBucket } from './find-bucket.ts';

const MOST_RULES = 1000;
const LONGEST_ID = 255;

/**
 * Keeps the lifecycle rules of a bucket; a rule without an id is given one.
 *
 * Differs: nothing ever expires or moves to another storage class; worlds do not live that long.
 */
export const putBucketLifecycleConfiguration: S3Operation<'PutBucketLifecycleConfiguration'> = (
  input,
  context,
) => {
  const bucket = findBucket(input, context);
  const rules = input.LifecycleConfiguration?.Rules ?? [];
  if (rules.length === 0 || rules.length > MOST_RULES) throw malformedXml();
  const ids = new Set<string>();
  bucket.lifecycleRules = rules.map((rule) => {
    const ID = rule.ID || randomUUID();
    if (ids.has(ID))
      throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule', 'ID', ID);
    ids.add(ID);
    checkRule(rule);
    return { ...rule, ID };
  });
  return { TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K' };
};

function checkRule(rule: LifecycleRule): void {
  if (rule.Status !== 'Enabled' && rule.Status !== 'Disabled') throw malformedXml();
  if ((rule.ID ?? '').length > LONGEST_ID) {
    throw invalidArgument('ID length should not exceed allowed limit of 255', 'ID', rule.ID);
  }
  const { Expiration, Transitions, NoncurrentVersionExpiration, NoncurrentVersionTransitions } = rule;
  const actions = [
    Expiration,
    Transitions,
    NoncurrentVersionExpiration,
    NoncurrentVersionTransitions,
    rule.AbortIncompleteMultipartUpload,
  ];
  if (actions.some((action) => action !== undefined)) return;
  throw new AwsError('InvalidRequest', 400, 'At least one action needs to be specified in a rule');
}

/** The lifecycle rules of a bucket. Throws AwsError `NoSuchLifecycleConfiguration`. */
export const getBucketLifecycleConfiguration: S3Operation<'GetBucketLifecycleConfiguration'> = (
  input,
  context,
) => {
  const { name, lifecycleRules } = findBucket(input, context);
  if (lifecycleRules.length > 0) {
    return { Rules: [...lifecycleRules], TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K' };
  }
  const message = 'The lifecycle configuration does not exist';
  throw notFoundInBucket('NoSuchLifecycleConfiguration', message, name);
};

/** Removes the lifecycle rules of a bucket. */
export const deleteBucketLifecycle: S3Operation<'DeleteBucketLifecycle'> = (input, context) => {
  findBucket(input, context).lifecycleRules = [];
  return {};
};
