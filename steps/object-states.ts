import assert from 'node:assert/strict';
import { type DataTable, Then } from '@cucumber/cucumber';
import { holdingsByEncryption } from '../support/client/bucket-contents.ts';
import { listObjects } from '../support/client/bucket-requests.ts';
import { headObject } from '../support/client/object-requests.ts';
import { describeTable } from '../support/client/table-requests.ts';
import { encryptionNamed, encryptionReported } from '../support/stage/encryption-in-words.ts';
import type { ObjectInWords } from '../support/stage/object-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import type { Thing } from '../support/stage/things.ts';

Then(
  '{object or table} is encrypted with {encryption}',
  async function (this: SpecWorld, stored: Thing<'object' | 'table'>, words: string) {
    const [reported, stated] =
      'table' in stored
        ? await encryptionOfTable(this, stored.table, words)
        : await encryptionOfObject(this, stored.object, words);
    assert.equal(reported, stated);
  },
);

/** The encryption that S3 reports of an object, and the one that a feature's words mean. */
async function encryptionOfObject(world: SpecWorld, object: ObjectInWords, words: string) {
  const { account } = world.bucket(object.bucket);
  const { encryption } = await world.arrange({ kind: 'root', account }, ({ s3 }) =>
    headObject(s3, world.place(object)),
  );
  return [encryption, await encryptionReported(world, words, account)] as const;
}

/** The encryption that DynamoDB reports of a table, and the one that a feature's words mean. */
async function encryptionOfTable(world: SpecWorld, table: string, words: string) {
  const arn = world.tableArn(table);
  const { encryption } = await describeTable(world.provisioned.rootOwning(arn).dynamodb, arn);
  return [encryption, encryptionNamed(world, words)] as const;
}

Then('{object} does not exist', async function (this: SpecWorld, object: ObjectInWords) {
  const { account, bucketName } = this.bucket(object.bucket);
  const { listing } = await this.arrange({ kind: 'root', account }, ({ s3 }) => listObjects(s3, bucketName));
  assert.equal(listing?.get(object.key), undefined, `${object.key} is listed in ${bucketName}`);
});

Then('{bucket} holds by encryption:', async function (this: SpecWorld, bucket: string, expected: DataTable) {
  const { account, bucketName } = this.bucket(bucket);
  const holdings = await holdingsByEncryption(this.provisioned.root(account).s3, bucketName);
  const rows = holdings.map(({ encryption, objects, bytes }) => ({
    encryption: encryption === 'AES256' ? 'SSE-S3' : this.readable(encryption),
    objects: String(objects),
    bytes: String(bytes),
  }));
  assert.deepEqual(rows, expected.hashes());
});

Then('the listing shows {object} with its size', function (this: SpecWorld, object: ObjectInWords) {
  const { answer } = this.look();
  const size = answer.result === 'Granted' ? answer.value.listing?.get(object.key) : undefined;
  assert.equal(
    size,
    this.contentOf(object)?.length,
    `${answer.result}: ${object.key} is not listed with its size`,
  );
});

Then('the default encryption names {encryption}', function (this: SpecWorld, words: string) {
  const { answer } = this.look();
  const named = answer.result === 'Granted' ? answer.value.defaultKey : answer.code;
  assert.equal(named, encryptionNamed(this, words));
});
