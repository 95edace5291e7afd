import { Given, When } from '@cucumber/cucumber';
import { changeSecret, createSecret, readSecret } from '../support/client/secret-requests.ts';
import { createTable } from '../support/client/table-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { encryptionAsked } from '../support/stage/encryption-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import type { Thing } from '../support/stage/things.ts';

Given(
  '{principal} has created {secret or table}{sse}',
  async function (
    this: SpecWorld,
    principal: CastMember,
    created: Thing<'secret' | 'table'>,
    words?: string,
  ) {
    const encryption = encryptionAsked(this, words);
    await this.arrange(principal, ({ secretsmanager, dynamodb }) =>
      'secret' in created
        ? createSecret(secretsmanager, created.secret, encryption)
        : createTable(dynamodb, created.table, encryption),
    );
  },
);

When('{principal} reads {secret}', async function (this: SpecWorld, principal: CastMember, secret: string) {
  await this.request(principal, ({ secretsmanager }) =>
    readSecret(secretsmanager, { name: secret, arn: this.secretArn(secret) }),
  );
});

When(
  '{principal} changes {secret}{sse}',
  async function (this: SpecWorld, principal: CastMember, secret: string, words?: string) {
    const encryption = encryptionAsked(this, words);
    await this.request(principal, ({ secretsmanager }) =>
      changeSecret(secretsmanager, this.secretArn(secret), encryption),
    );
  },
);
