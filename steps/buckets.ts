import { Given, When } from '@cucumber/cucumber';
import { allowPublicAccess, listObjects, putDefaultEncryption } from '../support/client/bucket-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { encryptionNamed } from '../support/stage/encryption-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

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

When('{principal} lists {bucket}', async function (this: SpecWorld, principal: CastMember, bucket: string) {
  await this.request(principal, ({ s3 }) => listObjects(s3, this.bucket(bucket).bucketName));
});

When(
  '{principal} sets the default encryption of {bucket} to {encryption}',
  async function (this: SpecWorld, principal: CastMember, bucket: string, words: string) {
    const encryption = encryptionNamed(this, words);
    await this.request(principal, ({ s3 }) =>
      putDefaultEncryption(s3, this.bucket(bucket).bucketName, encryption),
    );
  },
);
