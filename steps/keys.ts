import { Given, When } from '@cucumber/cucumber';
import { manageKey } from '../support/client/key-management.ts';
import { decryptSecret, encryptSecret, generateDataKey, reEncrypt } from '../support/client/key-requests.ts';
import type { CastMember } from '../support/scenario/actors.ts';
import { removeKeyStatement, replaceKeyPolicy, restoreKeyPolicy } from '../support/scenario/rearrange.ts';
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
  '{principal} has encrypted a secret with {key}',
  async function (this: SpecWorld, principal: CastMember, key: string) {
    await this.arrange(principal, ({ kms }) => encryptSecret(kms, this.keyArn(key)));
  },
);

Given(
  '{principal} has re-encrypted the secret with {key}',
  async function (this: SpecWorld, principal: CastMember, key: string) {
    await this.arrange(principal, ({ kms }) => reEncrypt(kms, this.secret, this.keyArn(key)));
  },
);

When(
  '{principal} encrypts a secret with {key}',
  async function (this: SpecWorld, principal: CastMember, key: string) {
    await this.request(principal, ({ kms }) => encryptSecret(kms, this.keyArn(key)));
  },
);

When(
  '{principal} generates a data key with {key}',
  async function (this: SpecWorld, principal: CastMember, key: string) {
    await this.request(principal, ({ kms }) => generateDataKey(kms, this.keyArn(key)));
  },
);

When('{principal} decrypts the secret', async function (this: SpecWorld, principal: CastMember) {
  await this.request(principal, ({ kms }) => decryptSecret(kms, this.secret));
});

When(
  '{principal} re-encrypts the secret with {key}',
  async function (this: SpecWorld, principal: CastMember, key: string) {
    await this.request(principal, ({ kms }) => reEncrypt(kms, this.secret, this.keyArn(key)));
  },
);

When(
  '{principal} calls {operation} on {key}',
  async function (this: SpecWorld, principal: CastMember, operation: string, key: string) {
    await this.request(principal, ({ kms }) => manageKey(kms, operation, this.keyArn(key)));
  },
);
