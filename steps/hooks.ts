import assert, { AssertionError } from 'node:assert/strict';
import {
  After,
  AfterAll,
  AfterStep,
  Before,
  BeforeAll,
  Status,
  setDefaultTimeout,
  setWorldConstructor,
} from '@cucumber/cucumber';
import { isForeignBackend, missingOperation, startedBackend } from '../support/backends/backend.ts';
import { inNamesOfFeatures, insteadMediaType } from '../support/comparison/seen-outcome.ts';
import { describeOutcome } from '../support/outcome/describe-outcome.ts';
import { skippedMediaType } from '../support/outcome/media-types.ts';
import { documentedScenarios } from '../support/scenario/document/documented-scenarios.ts';
import { confidenceOf } from '../support/scenario/document/outcome-register.ts';
import { SpecError } from '../support/scenario/spec-error.ts';
import { strikeStages } from '../support/stage/set-stage.ts';
import { sideEffects } from '../support/stage/side-effects.ts';
import { SpecWorld } from '../support/stage/spec-world.ts';

setWorldConstructor(SpecWorld);

/** Another store takes its time, the more so on a busy machine. */
if (isForeignBackend()) setDefaultTimeout(60_000);

/** A document that is wrong stops the run before its first scenario, and so does a backend that cannot be had. */
BeforeAll({ timeout: 180_000 }, async () => {
  documentedScenarios();
  await startedBackend();
});

Before(function (this: SpecWorld, { pickle }) {
  this.confidence = confidenceOf(pickle.tags.map(({ name }) => name));
});

/** What a store cannot do is skipped, and said. */
Before(function (this: SpecWorld, { pickle }) {
  const missing = isForeignBackend() ? missingOperation(pickle.tags.map(({ name }) => name)) : undefined;
  if (missing === undefined) return undefined;
  this.attach(`this backend does not perform ${missing}`, skippedMediaType);
  return 'skipped';
});

AfterAll(strikeStages);

/** A refusal implies that nothing changed. */
After(async function (this: SpecWorld, { result }) {
  if (result?.status !== Status.PASSED || !this.refused) return;
  const changed = await sideEffects(this);
  if (changed.length > 0) assert.fail(`the request was denied, and yet changed ${changed.join(', ')}`);
});

/** What a store alone does instead of what a Then states is what a comparison tells. */
if (isForeignBackend()) {
  AfterStep(function (this: SpecWorld, { error }) {
    if (this.parameters.comparing !== 'past the gateway' || !(error instanceof AssertionError)) return;
    if (typeof error.actual === 'string')
      this.attach(inNamesOfFeatures(error.actual, this.names), insteadMediaType);
  });
}

/** An outcome that no Then looked at proves nothing. */
After(function (this: SpecWorld, { result }) {
  const { unseen } = this;
  if (result?.status !== Status.PASSED || unseen === undefined) return;
  throw new SpecError(
    'unlooked-at',
    `no Then looked at the outcome of the last request: ${describeOutcome(unseen, { sources: this.sources })}`,
  );
});
