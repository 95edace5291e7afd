import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { createTable, describeTable, encryptTable } from '../support/client/table-requests.ts';
import type { CastMember } from '../support/scenario/actors.ts';
import { encryptionAsked, encryptionNamed } from './encryption-named.ts';
import type { SpecWorld } from './world.ts';

Given(
  '{principal} has created {table}{sse}',
  async function (this: SpecWorld, principal: CastMember, table: string, words?: string) {
    const encryption = encryptionAsked(this, words);
    await this.arrange(principal, ({ dynamodb }) => createTable(dynamodb, table, encryption));
  },
);

When(
  '{principal} encrypts {table} with {encryption}',
  async function (this: SpecWorld, principal: CastMember, table: string, words: string) {
    const encryption = encryptionNamed(this, words);
    await this.request(principal, ({ dynamodb }) => encryptTable(dynamodb, this.tableArn(table), encryption));
  },
);

Then(
  '{table} is encrypted with {encryption}',
  async function (this: SpecWorld, table: string, words: string) {
    const arn = this.tableArn(table);
    const { dynamodb } = this.topology.rootOfOwner(arn);
    const { encryption } = await describeTable(dynamodb, arn);
    assert.equal(encryption, encryptionNamed(this, words));
  },
);
