import { When } from '@cucumber/cucumber';
import { encryptTable } from '../support/client/table-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { encryptionNamed } from './encryption-named.ts';
import type { SpecWorld } from './world.ts';

When(
  '{principal} encrypts {table} with {encryption}',
  async function (this: SpecWorld, principal: CastMember, table: string, words: string) {
    const encryption = encryptionNamed(this, words);
    await this.request(principal, ({ dynamodb }) => encryptTable(dynamodb, this.tableArn(table), encryption));
  },
);
