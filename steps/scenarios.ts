import { Given } from '@cucumber/cucumber';
import { setStage } from '../support/stage/set-stage.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

Given('the {scenario} scenario', async function (this: SpecWorld, name: string) {
  this.stage = await setStage(name, { anew: this.parameters.comparing === 'past the gateway' });
});
