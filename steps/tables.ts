import { When } from '@cucumber/cucumber';
import { encryptTable, readItem, writeItem } from '../support/client/table-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { encryptionNamed } from '../support/stage/encryption-in-words.ts';
import { keyOfItem } from '../support/stage/key-of-item.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

When(
  '{principal} encrypts {table} with {encryption}',
  async function (this: SpecWorld, principal: CastMember, table: string, words: string) {
    const encryption = encryptionNamed(this, words);
    await this.request(principal, ({ dynamodb }) => encryptTable(dynamodb, this.tableArn(table), encryption));
  },
);

When(
  '{principal} writes an item to {table}',
  async function (this: SpecWorld, principal: CastMember, table: string) {
    await this.request(principal, ({ dynamodb }) =>
      writeItem(dynamodb, this.tableArn(table), keyOfItem(this, table)),
    );
  },
);

When(
  '{principal} reads an item of {table}',
  async function (this: SpecWorld, principal: CastMember, table: string) {
    await this.request(principal, ({ dynamodb }) =>
      readItem(dynamodb, this.tableArn(table), keyOfItem(this, table)),
    );
  },
);
