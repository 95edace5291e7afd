import { Given, When } from '@cucumber/cucumber';
import { grantDecryption, retireGrant, revokeGrant } from '../support/client/grant-requests.ts';
import type { CastMember } from '../support/scenario/actors.ts';
import { principalArn } from '../support/scenario/principal-arn.ts';
import type { ObjectName } from './object-name.ts';
import type { SpecWorld } from './world.ts';

Given(
  '{principal} has granted {principal} decryption with {key}',
  async function (this: SpecWorld, principal: CastMember, grantee: CastMember, key: string) {
    const grant = { keyArn: this.keyArn(key), granteeArn: principalArn(this.topology, grantee) };
    await this.arrange(principal, ({ kms }) => grantDecryption(kms, grant));
  },
);

Given(
  '{principal} has granted {principal} decryption of {object} with {key}',
  async function (
    this: SpecWorld,
    principal: CastMember,
    grantee: CastMember,
    object: ObjectName,
    key: string,
  ) {
    const grant = { keyArn: this.keyArn(key), granteeArn: principalArn(this.topology, grantee) };
    await this.arrange(principal, ({ kms }) => grantDecryption(kms, { ...grant, of: this.place(object) }));
  },
);

Given('{principal} has revoked the grant', async function (this: SpecWorld, principal: CastMember) {
  await this.arrange(principal, ({ kms }) => revokeGrant(kms, this.grant));
});

Given('{principal} has retired the grant', async function (this: SpecWorld, principal: CastMember) {
  await this.arrange(principal, ({ kms }) => retireGrant(kms, this.grant));
});

When(
  '{principal} creates a grant on {key}',
  async function (this: SpecWorld, principal: CastMember, key: string) {
    const grant = { keyArn: this.keyArn(key), granteeArn: principalArn(this.topology, principal) };
    await this.request(principal, ({ kms }) => grantDecryption(kms, grant));
  },
);
