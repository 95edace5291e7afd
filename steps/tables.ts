import { When } from '@cucumber/cucumber';
import { encryptTable } from '../support/client/table-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { encryptionNamed } from '../support/stage/encryption-in-words.ts';
import type { UseOfItem } from '../support/stage/item-uses.ts';
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
  '{principal} {item use} {table}',
  async function (this: SpecWorld, principal: CastMember, useItem: UseOfItem, table: string) {
    await this.request(principal, ({ dynamodb }) =>
      useItem(dynamodb, this.tableArn(table), keyOfItem(this, table)),
    );
  },
);
