import { When } from '@cucumber/cucumber';
import { encryptTable } from '../support/client/table-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { encryptionNamed } from '../support/stage/encryption-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

When(
  '{principal} encrypts {table} with {encryption}',
  async function (this: SpecWorld, principal: CastMember, table: string, words: string) {
    const encryption = encryptionNamed(this, words);
    await this.request(principal, ({ dynamodb }) =>
      encryptTable(dynamodb, this.remembered.tableArn(table), encryption),
    );
  },
);
