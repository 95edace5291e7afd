import type {
  Attachment,
  Pickle,
  TestCase,
  TestCaseFinished,
  TestCaseStarted,
  TestStepFinished,
} from '@cucumber/messages';
import {
  assumptionMediaType,
  changedPolicyMediaType,
  decisionMediaType,
  reasonMediaType,
  skippedMediaType,
} from '../../answer/media-types.ts';
import { plainMessage } from './plain-message.ts';
import { type RecordedRequest, recordedDecision } from './recorded-decision.ts';
import {
  type ExampleVerdict,
  type PolicyChange,
  policyChange,
  type RecordedExample,
  type RecordedStep,
} from './run-record.ts';
import { stepResults, verdictOf } from './step-results.ts';
import { secondsAt } from './timestamps.ts';

/** The course of an example so far, by the messages of its run. */
export class ExampleCourse {
  readonly #testCase: TestCase;
  readonly #pickle: Pickle | undefined;
  /** The results of steps and hooks, by the ids of the steps of the test case. */
  readonly results = new Map<string, RecordedStep['result']>();
  readonly reasons = new Set<string>();
  readonly assumptions = new Set<string>();
  readonly requests: RecordedRequest[] = [];
  readonly changes: PolicyChange[] = [];
  verdict: ExampleVerdict = 'passed';
  /** The seconds that it took, once it ended. */
  seconds: number;
  /** True once its end was told. Messages can be cut off before. */
  ended = false;
  skipped: string | undefined;
  failure: RecordedExample['failure'];

  constructor(
    { timestamp }: TestCaseStarted,
    { testCase, pickle }: { readonly testCase: TestCase; readonly pickle: Pickle | undefined },
  ) {
    this.#testCase = testCase;
    this.#pickle = pickle;
    this.seconds = -secondsAt(timestamp);
  }

  /** True if a step or hook did something. */
  get executed(): boolean {
    return this.skipped !== undefined || [...this.results.values()].some((result) => result !== 'skipped');
  }

  /** Takes an attachment. Those of other tools are ignored. */
  attach({ testStepId, mediaType, body }: Attachment): void {
    if (mediaType === reasonMediaType) this.reasons.add(body);
    if (mediaType === assumptionMediaType) this.assumptions.add(body);
    if (mediaType === skippedMediaType) this.skipped = body;
    if (mediaType === decisionMediaType)
      this.requests.push(recordedDecision.parse({ ...JSON.parse(body), step: this.#indexOf(testStepId) }));
    if (mediaType === changedPolicyMediaType)
      this.changes.push(policyChange.parse({ ...JSON.parse(body), step: this.#indexOf(testStepId) }));
  }

  /** Takes the result of a step or hook. */
  finishStep({ testStepId, testStepResult }: TestStepFinished): void {
    const { status, message = '' } = testStepResult;
    this.results.set(testStepId, stepResults[status] ?? 'not run');
    if (status === 'PASSED' || this.failure) return;
    if (status === 'SKIPPED') {
      if (this.verdict === 'passed') this.verdict = 'skipped';
      return;
    }
    this.verdict = verdictOf(status, message);
    const pickleStepId = this.#testCase.testSteps.find(({ id }) => id === testStepId)?.pickleStepId;
    const step = this.#pickle?.steps.find(({ id }) => id === pickleStepId);
    this.failure = { step: step?.text ?? '', line: 0, message: plainMessage(message) };
  }

  /** Takes its end. */
  end({ timestamp }: TestCaseFinished): void {
    this.seconds += secondsAt(timestamp);
    this.ended = true;
  }

  /** The index of a step among those of the example; 0 for a hook. */
  #indexOf(id: string | undefined): number {
    const steps = this.#testCase.testSteps.filter(({ pickleStepId }) => pickleStepId !== undefined);
    return Math.max(
      0,
      steps.findIndex((step) => step.id === id),
    );
  }
}
