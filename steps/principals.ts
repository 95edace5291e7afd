import { Given, When } from '@cucumber/cucumber';
import { assumeRole } from '../support/client/role-requests.ts';
import type { CastMember } from '../support/scenario/actors.ts';
import { removeRolePolicy } from '../support/scenario/rearrange.ts';
import type { SpecWorld } from './world.ts';

Given('{role} lacks its policy {string}', async function (this: SpecWorld, role: string, policy: string) {
  await removeRolePolicy(this.topology, role, policy);
});

When('{principal} assumes {role}', async function (this: SpecWorld, principal: CastMember, role: string) {
  await this.request(principal, ({ sts }) => assumeRole(sts, this.topology.value(`roles.${role}.arn`)));
});
