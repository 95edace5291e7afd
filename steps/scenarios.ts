import { Given } from '@cucumber/cucumber';
import { setStage } from './stages.ts';
import type { SpecWorld } from './world.ts';

Given('the {scenario} scenario', async function (this: SpecWorld, name: string) {
  this.stage = await setStage(name, { anew: this.parameters.comparing === 'past the gateway' });
});
