import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { mismatchOfGrant } from '../support/answer/expectation.ts';
import { useBucketKey } from '../support/client/bucket-requests.ts';
import { uploadAndRead } from '../support/client/many-requests.ts';
import { type Frequency, frequencyOf, objectUse } from '../support/costs/kms-use.ts';
import { type BillItem, billItems, billOf, inDollars } from '../support/costs/month.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { limitKmsRequests } from '../support/scenario/provision/limit-kms-requests.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

Given('{bucket} uses a Bucket Key', async function (this: SpecWorld, bucket: string) {
  const { account, bucketName } = this.bucket(bucket);
  await this.arrange({ kind: 'root', account }, ({ s3 }) => useBucketKey(s3, bucketName));
});

Given(
  '{account} may call KMS {int} time(s) per second',
  function (this: SpecWorld, account: string, perSecond: number) {
    limitKmsRequests(this.lab, this.provisioned, { account, perSecond });
  },
);

When(
  '{principal} uploads {int} object(s) and reads it/each {int} times',
  async function (this: SpecWorld, principal: CastMember, objects: number, reads: number) {
    const { bucketName: bucket } = this.bucket();
    await this.request(principal, ({ s3 }) => uploadAndRead(s3, { bucket, objects, reads }));
  },
);

Then('KMS gets {frequency}', function (this: SpecWorld, frequency: Frequency) {
  assert.equal(frequencyOf(watched(this)), frequency);
});

Then(
  '{count} uploads and {count} reads a month cost {money} {bill item}',
  function (this: SpecWorld, uploads: number, reads: number, money: string, item: BillItem) {
    assert.equal(inDollars(billItems[item](billOf({ uploads, reads, keys: 1 }, watched(this)))), money);
  },
);

/** The uses of objects by the last request. Throws AssertionError if the request was not allowed. */
function watched(world: SpecWorld) {
  const { answer } = world.look();
  if (answer.result === 'Granted') return objectUse(answer.records);
  return assert.fail(mismatchOfGrant(answer, world.describing));
}
