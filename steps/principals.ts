import { Given, When } from '@cucumber/cucumber';
import { assumeRole } from '../support/client/identity-requests.ts';
import { enableDevice } from '../support/client/mfa-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { lookUp } from '../support/scenario/look-up.ts';
import { removeAccessKeys } from '../support/scenario/provision/access-keys.ts';
import { addIdentityPolicy, removeIdentityPolicy } from '../support/scenario/provision/identity-policies.ts';
import { pathOf } from '../support/scenario/provision/rearrange.ts';
import { boundRole, recreateRole } from '../support/scenario/provision/roles.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

Given(
  '{identity} lacks its {attachment}',
  async function (this: SpecWorld, identity: string, policy?: string) {
    if (policy === undefined) await removeAccessKeys(this.provisioned, identity);
    else await removeIdentityPolicy(this.provisioned, identity, policy);
  },
);

Given(
  '{identity} also has the policy {document}',
  async function (this: SpecWorld, identity: string, document: string) {
    await addIdentityPolicy(this.provisioned, identity, document);
  },
);

Given(
  'the {bounding policy} of {role} is {document}',
  async function (this: SpecWorld, kind: string, role: string, document: string) {
    if (kind === 'permissions boundary') await boundRole(this.provisioned, role, document);
    else await this.renew(role, this.provisioned.policy(pathOf(this.provisioned, document)));
  },
);

Given('{role} is deleted and created again', async function (this: SpecWorld, role: string) {
  await recreateRole(this.provisioned, role);
  await this.renew(role);
});

Given('{identity} has an MFA device', async function (this: SpecWorld, identity: string) {
  const { account, userName } = lookUp('user', identity, this.provisioned.scenario.document.users);
  await this.arrange({ kind: 'root', account }, ({ iam }) => enableDevice(iam, userName));
});

When(
  '{principal} assumes {role}{asked session}',
  async function (
    this: SpecWorld,
    principal: CastMember,
    role: string,
    { withCode, seconds }: { readonly withCode: boolean; readonly seconds: number | undefined },
  ) {
    const arn = this.provisioned.value(`roles.${role}.arn`);
    const device = withCode ? this.remembered.mfaDevice : undefined;
    await this.request(principal, ({ sts }) => assumeRole(sts, arn, { device, seconds }));
  },
);
