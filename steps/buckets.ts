import { Given, When } from '@cucumber/cucumber';
import { allowPublicAccess, listObjects, putDefaultEncryption } from '../support/client/bucket-requests.ts';
import type { Clients } from '../support/client/clients.ts';
import { tagBucket } from '../support/client/tag-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { encryptionNamed } from '../support/stage/encryption-in-words.ts';
import type { NewBucketSetting } from '../support/stage/new-bucket-setting.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import type { Thing } from '../support/stage/things.ts';

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

When(
  '{principal} lists {bucket or access point}',
  async function (this: SpecWorld, principal: CastMember, listed: Thing<'bucket' | 'accessPoint'>) {
    const place = 'bucket' in listed ? this.bucket(listed.bucket).bucketName : this.alias(listed.accessPoint);
    await this.request(principal, ({ s3 }) => listObjects(s3, place));
  },
);

Given(
  '{principal} has set {new setting of a bucket}',
  async function (this: SpecWorld, principal: CastMember, setting: NewBucketSetting) {
    await this.arrange(principal, (clients) => setOnBucket(this, clients, setting));
  },
);

When(
  '{principal} sets {new setting of a bucket}',
  async function (this: SpecWorld, principal: CastMember, setting: NewBucketSetting) {
    await this.request(principal, (clients) => setOnBucket(this, clients, setting));
  },
);

function setOnBucket(
  world: SpecWorld,
  { s3, s3control }: Pick<Clients, 's3' | 's3control'>,
  setting: NewBucketSetting,
) {
  const { account, bucketName } = world.bucket(setting.bucket);
  const owned = { name: bucketName, account: world.provisioned.accountId(account) };
  return 'tag' in setting
    ? tagBucket(s3control, owned, setting.tag)
    : putDefaultEncryption(s3, bucketName, encryptionNamed(world, setting.encryption));
}
