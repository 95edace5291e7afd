import { Given, When } from '@cucumber/cucumber';
import { manageKey } from '../support/client/key-management.ts';
import { decryptSecret } from '../support/client/key-requests.ts';
import type { CastMember } from '../support/scenario/actors.ts';
import { removeKeyStatement, replaceKeyPolicy, restoreKeyPolicy } from '../support/scenario/rearrange.ts';
import { useKey } from './key-uses.ts';
import type { SpecWorld } from './world.ts';

Given(
  'the key policy of {key} is {document}',
  async function (this: SpecWorld, key: string, document: string) {
    await replaceKeyPolicy(this.topology, key, document);
  },
);

Given('the key policy of {key} is as documented again', async function (this: SpecWorld, key: string) {
  await restoreKeyPolicy(this.topology, key);
});

Given('the key policy of {key} lacks {string}', async function (this: SpecWorld, key: string, sid: string) {
  await removeKeyStatement(this.topology, key, sid);
});

Given(
  '{principal} has {past key use} {key}',
  async function (this: SpecWorld, principal: CastMember, words: string, key: string) {
    await this.arrange(principal, ({ kms }) =>
      useKey(this, kms, { words, keyArn: this.keyArn(key), principal }),
    );
  },
);

When(
  '{principal} {key use} {key}',
  async function (this: SpecWorld, principal: CastMember, words: string, key: string) {
    await this.request(principal, ({ kms }) =>
      useKey(this, kms, { words, keyArn: this.keyArn(key), principal }),
    );
  },
);

When('{principal} decrypts the secret', async function (this: SpecWorld, principal: CastMember) {
  await this.request(principal, ({ kms }) => decryptSecret(kms, this.secret));
});

When(
  '{principal} calls {operation} on {key}',
  async function (this: SpecWorld, principal: CastMember, operation: string, key: string) {
    await this.request(principal, ({ kms }) => manageKey(kms, operation, this.keyArn(key)));
  },
);
