import type { S3ControlClient } from '@aws-sdk/client-s3-control';
import { sdkClients } from '../aws/sdk-clients.ts';
import type { AnswerParts } from './answer-parts.ts';

/** A bucket, and the id of the account that owns it. */
export interface OwnedBucket {
  readonly name: string;
  readonly account: string;
}

/** A tag as features name it. */
export interface BucketTag {
  readonly key: string;
  readonly value: string;
}

/** TagResource of S3 Control: adds a tag to a bucket, or changes it. */
export async function tagBucket(
  s3control: S3ControlClient,
  { name, account }: OwnedBucket,
  { key, value }: BucketTag,
): Promise<AnswerParts> {
  await s3control.send(
    new sdkClients.s3control.TagResourceCommand({
      AccountId: account,
      ResourceArn: `arn:aws:s3:::${name}`,
      Tags: [{ Key: key, Value: value }],
    }),
  );
  return {};
}
