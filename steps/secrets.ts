import { Given, When } from '@cucumber/cucumber';
import { changeSecret, createSecret, readSecret } from '../support/client/secret-requests.ts';
import type { CastMember } from '../support/scenario/actors.ts';
import { replaceSecretPolicy } from '../support/scenario/rearrange.ts';
import { encryptionAsked } from './encryption-named.ts';
import type { SpecWorld } from './world.ts';

Given(
  '{principal} has created {secret}{sse}',
  async function (this: SpecWorld, principal: CastMember, secret: string, words?: string) {
    const encryption = encryptionAsked(this, words);
    await this.arrange(principal, ({ secretsmanager }) => createSecret(secretsmanager, secret, encryption));
  },
);

Given(
  'the resource policy of {secret} is {document}',
  async function (this: SpecWorld, secret: string, document: string) {
    await replaceSecretPolicy(this.topology, this.secretArn(secret), document);
  },
);

When('{principal} reads {secret}', async function (this: SpecWorld, principal: CastMember, secret: string) {
  await this.request(principal, ({ secretsmanager }) => readSecret(secretsmanager, this.secretArn(secret)));
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
