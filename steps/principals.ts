import { Given, When } from '@cucumber/cucumber';
import { assumeRole } from '../support/client/role-requests.ts';
import type { CastMember } from '../support/scenario/actors.ts';
import { pathOf, removeRolePolicy } from '../support/scenario/rearrange.ts';
import { addRolePolicy, boundRole, recreateRole } from '../support/scenario/roles.ts';
import type { SpecWorld } from './world.ts';

Given('{role} lacks its policy {string}', async function (this: SpecWorld, role: string, policy: string) {
  await removeRolePolicy(this.topology, role, policy);
});

Given(
  '{role} also has the policy {document}',
  async function (this: SpecWorld, role: string, document: string) {
    await addRolePolicy(this.topology, role, document);
  },
);

Given(
  'the permissions boundary of {role} is {document}',
  async function (this: SpecWorld, role: string, document: string) {
    await boundRole(this.topology, role, document);
  },
);

Given(
  'the session policy of {role} is {document}',
  async function (this: SpecWorld, role: string, document: string) {
    await this.renew(role, this.topology.policy(pathOf(this.topology, document)));
  },
);

Given('{role} is deleted and created again', async function (this: SpecWorld, role: string) {
  await recreateRole(this.topology, role);
  await this.renew(role);
});

When('{principal} assumes {role}', async function (this: SpecWorld, principal: CastMember, role: string) {
  await this.request(principal, ({ sts }) => assumeRole(sts, this.topology.value(`roles.${role}.arn`)));
});
