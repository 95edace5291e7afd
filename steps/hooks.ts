import { After, Before, BeforeAll, Status } from '@cucumber/cucumber';
import { startLab } from '../support/gateway/lab.ts';
import { describeOutcome } from '../support/outcome/describe-outcome.ts';
import { confidenceOf } from '../support/scenario/outcome-register.ts';
import { SpecError } from '../support/scenario/spec-error.ts';
import { scenarios } from './documented-scenarios.ts';
import type { SpecWorld } from './world.ts';

/** A document that is wrong stops the run before its first scenario. */
BeforeAll(() => {
  scenarios();
});

Before(async function (this: SpecWorld, { pickle }) {
  this.confidence = confidenceOf(pickle.tags.map(({ name }) => name));
  this.lab = await startLab();
});

After(async function (this: SpecWorld) {
  await this.lab?.[Symbol.asyncDispose]();
});

/** An outcome that no Then looked at proves nothing. */
After(function (this: SpecWorld, { result }) {
  const { unseen } = this;
  if (result?.status !== Status.PASSED || unseen === undefined) return;
  throw new SpecError(
    'unlooked-at',
    `no Then looked at the outcome of the last request: ${describeOutcome(unseen)}`,
  );
});
