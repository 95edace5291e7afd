import assert from 'node:assert/strict';
import { BeforeStep } from '@cucumber/cucumber';
import { PickleStepType } from '@cucumber/messages';
import type { FrozenLab, Lab } from '../../../gateway/serving/lab.ts';

/** For a test: the members of the specification's world that are needed here. */
interface Staged {
  readonly stage?: { readonly lab: Lab } | undefined;
}

/**
 * For a test, loaded beside the steps: before each request of an example, the whole world is saved, loaded and saved again.
 * Both texts must be equal, and the rest of the example runs on the loaded world.
 */
BeforeStep(async function (this: Staged, { pickleStep }) {
  const lab = this.stage?.lab;
  if (lab === undefined || pickleStep.type !== PickleStepType.ACTION) return;
  // How often KMS was asked within the current second is no part of a world.
  if (Object.keys(lab.surroundings.kmsRequestQuotas?.perSecond ?? {}).length > 0) return;
  const text = JSON.stringify(await lab.freeze());
  const frozen: FrozenLab = JSON.parse(text);
  await lab.thaw(frozen);
  assert.equal(JSON.stringify(await lab.freeze()), text);
  reloads++;
});

let reloads = 0;
process.once('exit', () => process.stdout.write(`the world was loaded ${reloads} times\n`));
