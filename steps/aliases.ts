import { Given } from '@cucumber/cucumber';
import { dropAlias, pointAlias } from '../support/scenario/provision/rearrange.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

Given(
  '{alias} of {account} points to {key}',
  async function (this: SpecWorld, alias: string, account: string, key: string) {
    await pointAlias(this.provisioned, account, { alias, key });
  },
);

Given('{account} has no {alias}', async function (this: SpecWorld, account: string, alias: string) {
  await dropAlias(this.provisioned, account, alias);
});
