import { Given, When } from '@cucumber/cucumber';
import { copyBucketInPlace, deleteBucket } from '../support/client/bucket-contents.ts';
import {
  allowPublicAccess,
  getDefaultEncryption,
  listObjects,
  putBucketPolicy,
  putDefaultEncryption,
} from '../support/client/bucket-requests.ts';
import type { CastMember } from '../support/scenario/actors.ts';
import { pathOf, replaceBucketPolicy } from '../support/scenario/rearrange.ts';
import { encryptionAsked, encryptionNamed } from './encryption-named.ts';
import type { SpecWorld } from './world.ts';

Given(
  'the bucket policy of {bucket} is {document}',
  async function (this: SpecWorld, bucket: string, document: string) {
    await replaceBucketPolicy(this.topology, bucket, document);
  },
);

Given('Block Public Access is off for {bucket}', async function (this: SpecWorld, bucket: string) {
  const { account, bucketName } = this.bucket(bucket);
  await this.arrange({ kind: 'root', account }, ({ s3 }) => allowPublicAccess(s3, bucketName));
});

Given(
  '{bucket} encrypts by default with {encryption}',
  async function (this: SpecWorld, bucket: string, words: string) {
    const { account, bucketName } = this.bucket(bucket);
    const encryption = encryptionNamed(this, words);
    await this.arrange({ kind: 'root', account }, ({ s3 }) =>
      putDefaultEncryption(s3, bucketName, encryption),
    );
  },
);

Given(
  '{principal} has copied {bucket} onto itself{sse}',
  async function (this: SpecWorld, principal: CastMember, bucket: string, words?: string) {
    await this.arrange(principal, ({ s3 }) =>
      copyBucketInPlace(s3, this.bucket(bucket).bucketName, encryptionAsked(this, words)),
    );
  },
);

When('{principal} lists {bucket}', async function (this: SpecWorld, principal: CastMember, bucket: string) {
  await this.request(principal, ({ s3 }) => listObjects(s3, this.bucket(bucket).bucketName));
});

When(
  '{principal} sets the bucket policy of {bucket} to {document}',
  async function (this: SpecWorld, principal: CastMember, bucket: string, document: string) {
    const policy = this.topology.policy(pathOf(this.topology, document));
    await this.request(principal, ({ s3 }) => putBucketPolicy(s3, this.bucket(bucket).bucketName, policy));
  },
);

When(
  '{principal} sets the default encryption of {bucket} to {encryption}',
  async function (this: SpecWorld, principal: CastMember, bucket: string, words: string) {
    const encryption = encryptionNamed(this, words);
    await this.request(principal, ({ s3 }) =>
      putDefaultEncryption(s3, this.bucket(bucket).bucketName, encryption),
    );
  },
);

When(
  '{principal} looks at the default encryption of {bucket}',
  async function (this: SpecWorld, principal: CastMember, bucket: string) {
    await this.request(principal, ({ s3 }) => getDefaultEncryption(s3, this.bucket(bucket).bucketName));
  },
);

When('{principal} deletes {bucket}', async function (this: SpecWorld, principal: CastMember, bucket: string) {
  await this.request(principal, ({ s3 }) => deleteBucket(s3, this.bucket(bucket).bucketName));
});
