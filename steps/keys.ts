import { Given, When } from '@cucumber/cucumber';
import { manageKey } from '../support/client/key-management.ts';
import { createKey, decryptSecret } from '../support/client/key-requests.ts';
import { changeKeyState } from '../support/client/key-states.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { lookUp } from '../support/scenario/look-up.ts';
import { pathOf, removeKeyStatement, replaceKeyPolicy } from '../support/scenario/provision/rearrange.ts';
import { useKey } from '../support/stage/key-uses.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import type { KindOfKey } from '../support/stage/things.ts';

Given(
  'the key policy of {key} is {key policy}{bypass}',
  async function (this: SpecWorld, key: string, document: string | undefined, bypassLockoutCheck: boolean) {
    await replaceKeyPolicy(this.provisioned, key, { document, bypassLockoutCheck });
  },
);

Given('the key policy of {key} lacks {string}', async function (this: SpecWorld, key: string, sid: string) {
  await removeKeyStatement(this.provisioned, key, sid);
});

Given('{key} is {key state}', async function (this: SpecWorld, key: string, state: string) {
  const { account } = lookUp('key', key, this.provisioned.scenario.document.keys);
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

When(
  '{principal} decrypts the secret{in region}',
  async function (this: SpecWorld, principal: CastMember, region?: string) {
    await this.request(principal, ({ kms }) => decryptSecret(kms, this.remembered.ciphertext), region);
  },
);

When(
  '{principal} creates a key {kind of key}',
  async function (this: SpecWorld, principal: CastMember, { document, origin }: KindOfKey) {
    const policy = document && this.provisioned.policy(pathOf(this.provisioned, document));
    await this.request(principal, ({ kms }) => createKey(kms, { policy, origin }));
  },
);

When(
  '{principal} calls {operation} on {key}',
  async function (this: SpecWorld, principal: CastMember, operation: string, key: string) {
    await this.request(principal, ({ kms }) => manageKey(kms, operation, this.keyArn(key)));
  },
);
