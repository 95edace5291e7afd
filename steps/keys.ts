import type { OriginType } from '@aws-sdk/client-kms';
import { Given, When } from '@cucumber/cucumber';
import { manageKey } from '../support/client/key-management.ts';
import { createKey, createKeyOfOrigin, decryptSecret, putKeyPolicy } from '../support/client/key-requests.ts';
import { changeKeyState } from '../support/client/key-states.ts';
import type { CastMember } from '../support/scenario/actors.ts';
import {
  pathOf,
  removeKeyStatement,
  replaceKeyPolicy,
  restoreKeyPolicy,
} from '../support/scenario/rearrange.ts';
import { lookUp } from '../support/scenario/unknown-name.ts';
import { useKey } from './key-uses.ts';
import type { SpecWorld } from './world.ts';

Given(
  'the key policy of {key} is {document}{bypass}',
  async function (this: SpecWorld, key: string, document: string, bypassLockoutCheck: boolean) {
    await replaceKeyPolicy(this.topology, key, { document, bypassLockoutCheck });
  },
);

Given('the key policy of {key} is as documented again', async function (this: SpecWorld, key: string) {
  await restoreKeyPolicy(this.topology, key);
});

Given('the key policy of {key} lacks {string}', async function (this: SpecWorld, key: string, sid: string) {
  await removeKeyStatement(this.topology, key, sid);
});

Given('{key} is {key state}', async function (this: SpecWorld, key: string, state: string) {
  const { account } = lookUp('key', key, this.topology.scenario.document.keys);
  await this.arrange({ kind: 'root', account }, ({ kms }) => changeKeyState(kms, this.keyArn(key), state));
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
  '{principal} sets the key policy of {key} to {document}',
  async function (this: SpecWorld, principal: CastMember, key: string, document: string) {
    const policy = this.topology.policy(pathOf(this.topology, document));
    await this.request(principal, ({ kms }) => putKeyPolicy(kms, this.keyArn(key), { policy }));
  },
);

When(
  '{principal} creates a key with the policy {document}',
  async function (this: SpecWorld, principal: CastMember, document: string) {
    const policy = this.topology.policy(pathOf(this.topology, document));
    await this.request(principal, ({ kms }) => createKey(kms, policy));
  },
);

When(
  '{principal} creates a key of origin {origin}',
  async function (this: SpecWorld, principal: CastMember, origin: OriginType) {
    await this.request(principal, ({ kms }) => createKeyOfOrigin(kms, origin));
  },
);

When(
  '{principal} calls {operation} on {key}',
  async function (this: SpecWorld, principal: CastMember, operation: string, key: string) {
    await this.request(principal, ({ kms }) => manageKey(kms, operation, this.keyArn(key)));
  },
);
