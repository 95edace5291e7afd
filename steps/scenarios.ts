import { Given } from '@cucumber/cucumber';
import { provision } from '../support/scenario/provision.ts';
import { scenarioNamed } from './documented-scenarios.ts';
import type { SpecWorld } from './world.ts';

Given('the {scenario} scenario', async function (this: SpecWorld, name: string) {
  this.stage(await provision(scenarioNamed(name), this.endpoint));
});
