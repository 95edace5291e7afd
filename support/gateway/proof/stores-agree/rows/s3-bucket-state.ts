import { requestsOf, type State, type Step, subjectsOf } from '../request.ts';

export const ask = requestsOf('s3');
export const kms = requestsOf('kms');
export const Bucket = '{bucket}';
export const here = { LocationConstraint: 'eu-west-1' };
export const create = ask('CreateBucket', { Bucket, CreateBucketConfiguration: here });
export const canonicalId = ask('GetBucketAcl', { Bucket }, { keep: { canonicalId: 'Owner.ID' } });
export const full = ask('PutObject', { Bucket, Key: 'k', Body: 'hello' });
export const withAcls = ask('PutBucketOwnershipControls', {
  Bucket,
  OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
});
export const open = ask('DeletePublicAccessBlock', { Bucket });

/** A bucket. */
export const bucket: State = { steps: [create, canonicalId], reads: [] };
export const of = subjectsOf('s3', bucket);

/** A subject about one configuration of a bucket: what reads it tells whether it was changed. */
export const read = (step: Step) => ({ reads: [step], renew: [] });
