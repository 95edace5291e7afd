import assert, { AssertionError } from 'node:assert/strict';
import {
  After,
  AfterAll,
  AfterStep,
  Before,
  BeforeAll,
  BeforeStep,
  Status,
  setDefaultTimeout,
  setWorldConstructor,
} from '@cucumber/cucumber';
import { describeAnswer } from '../support/answer/describe-answer.ts';
import { changedPolicyMediaType, skippedMediaType } from '../support/answer/media-types.ts';
import { isForeignBackend, missingOperation, startedBackend } from '../support/backends/backend.ts';
import { interruptedBy, interruptedReason } from '../support/backends/run-interruption.ts';
import { inNamesOfFeatures, insteadMediaType } from '../support/comparison/seen-answer.ts';
import { checkScenarios } from '../support/scenario/document/documented-scenarios.ts';
import { newWarnings } from '../support/scenario/document/new-warnings.ts';
import { confidenceOf } from '../support/scenario/document/outcome-register.ts';
import { useSettledPaths } from '../support/scenario/document/scenario-folder.ts';
import { SpecError } from '../support/scenario/spec-error.ts';
import { settingsHere } from '../support/settings/settings.ts';
import { strikeStages } from '../support/stage/set-stage.ts';
import { sideEffects } from '../support/stage/side-effects.ts';
import { SpecWorld } from '../support/stage/spec-world.ts';
import { warn } from '../support/terminal/warn.ts';

setWorldConstructor(SpecWorld);

/** Steps on other stores than the embedded one take seconds on a busy machine. */
if (isForeignBackend()) setDefaultTimeout(60_000);

/** A wrong document, or a backend that does not start, stops the run before its first example. */
BeforeAll({ timeout: 180_000 }, async () => {
  // Cucumber's own command reads no settings of keyhole.
  const settings = await settingsHere();
  useSettledPaths(settings);
  checkScenarios();
  if (isFirstWorker()) warn(newWarnings(settings.features ?? 'features'));
  await startedBackend();
});

/** True in one process or thread of a run: Cucumber may start several workers. */
function isFirstWorker(): boolean {
  return ['0', undefined].includes(process.env.CUCUMBER_WORKER_ID);
}

Before(function (this: SpecWorld, { pickle }) {
  this.confidence = confidenceOf(pickle.tags.map(({ name }) => name));
});

/** The messages of a run tell each policy that a step changes. */
BeforeStep(function (this: SpecWorld) {
  // The first Given sets the stage: the policies that it puts are the scenario's own.
  if (this.stage !== undefined) this.policies.watch();
});

AfterStep(function (this: SpecWorld) {
  for (const changed of this.policies.end()) this.attach(JSON.stringify(changed), changedPolicyMediaType);
});

/** After an interrupt the examples that are left do not run. */
Before(function (this: SpecWorld) {
  if (interruptedBy() === undefined) return undefined;
  this.attach(interruptedReason, skippedMediaType);
  return 'skipped';
});

/** Skips an example that needs an operation that the store does not perform, and says so. */
Before(function (this: SpecWorld, { pickle }) {
  const missing = isForeignBackend() ? missingOperation(pickle.tags.map(({ name }) => name)) : undefined;
  if (missing === undefined) return undefined;
  this.attach(`this backend does not perform ${missing}`, skippedMediaType);
  return 'skipped';
});

AfterAll(strikeStages);

/** A denied request must have changed nothing. */
After(async function (this: SpecWorld, { result }) {
  if (result?.status !== Status.PASSED || !this.refused) return;
  const changed = await sideEffects(this);
  if (changed.length > 0) assert.fail(`the request was denied, but it changed ${changed.join(', ')}`);
});

/** In a comparison, attaches what the store did if a Then expected something else. */
if (isForeignBackend()) {
  AfterStep(function (this: SpecWorld, { error }) {
    if (this.parameters.comparing !== 'past the gateway' || !(error instanceof AssertionError)) return;
    if (typeof error.actual === 'string')
      this.attach(inNamesOfFeatures(error.actual, this.names), insteadMediaType);
  });
}

/** An example whose last answer no Then looked at proves nothing. */
After(function (this: SpecWorld, { result }) {
  const { unseen } = this;
  if (result?.status !== Status.PASSED || unseen === undefined) return;
  const answer = this.readable(describeAnswer(unseen, { describing: this.describing }));
  throw new SpecError(
    'unlooked-at',
    `no Then looks at the answer to the last request; add one that states it\n${answer}`,
  );
});
