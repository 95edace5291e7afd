import type { Envelope, Pickle, TestCase, TestCaseStarted, Timestamp } from '@cucumber/messages';
import {
  assumptionMediaType,
  decisionMediaType,
  reasonMediaType,
  skippedMediaType,
} from '../../answer/media-types.ts';
import {
  insteadMediaType,
  parseSeenAnswer,
  type SeenAnswer,
  seenAnswerMediaType,
} from '../../comparison/seen-answer.ts';
import { linesByNode } from '../../documentation/record/lines-by-node.ts';
import { STATES_NOTHING, statesNothing } from '../../documentation/record/states-nothing.ts';
import { verdictOf } from '../../documentation/record/step-results.ts';
import { secondsAt } from '../../documentation/record/timestamps.ts';
import { type Part, partsOf } from './empty-parts.ts';
import type { ExampleResult } from './example-result.ts';
import { type Heading, headingsIn } from './headings.ts';
import { hiddenExamples } from './hidden-examples.ts';
import { undefinedStep } from './undefined-step.ts';
import { CollectedVocabulary } from './vocabulary.ts';

type Result = NonNullable<Envelope['testStepFinished']>['testStepResult'];

interface Running {
  readonly pickle: Pickle;
  readonly testCase: TestCase;
  readonly reasons: Set<string>;
  readonly assumptions: Set<string>;
  readonly decisions: string[];
  readonly requests: SeenAnswer[];
  readonly started: Timestamp;
  status: ExampleResult['status'];
  failure?: ExampleResult['failure'];
  skipped?: string;
  instead?: string;
}

/** Follows a run's messages and keeps each example's result. */
export class SpecResults {
  readonly examples: ExampleResult[] = [];
  /** Feature files that could not be read, with cucumber's message. */
  readonly parseErrors: { readonly uri: string; readonly line: number; readonly message: string }[] = [];
  /** The number of examples of the run; known before the first starts. */
  planned = 0;
  /** The line of each node that has an id, by feature file. */
  readonly #lines = new Map<string, ReadonlyMap<string, number>>();
  /** The heading of each example, by its id in the document. */
  readonly #headings = new Map<string, Heading>();
  /** The features and outlines that have no examples, as far as it is known, and descriptions that hide some. */
  readonly #empty = new Map<string, ExampleResult>();
  readonly #isOutcome: (id: string) => boolean;
  readonly #pickles = new Map<string, Pickle>();
  readonly #testCases = new Map<string, TestCase>();
  readonly #running = new Map<string, Running>();
  readonly #vocabulary = new CollectedVocabulary();

  /** Tags for which `isOutcome` is true are ids of outcomes. */
  constructor(isOutcome: (id: string) => boolean) {
    this.#isOutcome = isOutcome;
  }

  /** The features and outlines without examples and the descriptions that hide some, each as an example that cannot be run. */
  get emptyParts(): readonly ExampleResult[] {
    return [...this.#empty.values()];
  }

  /** Takes a message; returns the example that ended with it, if one did. */
  add(message: Envelope): ExampleResult | undefined {
    const { gherkinDocument } = message;
    if (gherkinDocument?.uri) {
      this.#lines.set(gherkinDocument.uri, linesByNode(gherkinDocument));
      for (const part of [...partsOf(gherkinDocument), ...hiddenExamples(gherkinDocument)])
        this.#empty.set(part.id, withoutExamples(gherkinDocument.uri, part));
      for (const [id, heading] of headingsIn(gherkinDocument)) this.#headings.set(id, heading);
    }
    this.#vocabulary.add(message);
    if (message.pickle) {
      this.#pickles.set(message.pickle.id, message.pickle);
      for (const id of [message.pickle.uri, ...message.pickle.astNodeIds]) this.#empty.delete(id);
    }
    if (message.testCase) {
      this.#testCases.set(message.testCase.id, message.testCase);
      this.planned++;
    }
    if (message.parseError) {
      const { source, message: text } = message.parseError;
      this.parseErrors.push({ uri: source.uri ?? '', line: source.location?.line ?? 0, message: text });
    }
    if (message.testCaseStarted) this.#start(message.testCaseStarted);
    if (message.attachment) this.#attach(message.attachment);
    if (message.testStepFinished) this.#finishStep(message.testStepFinished);
    if (message.testCaseFinished) return this.#finish(message.testCaseFinished);
    return undefined;
  }

  #start({ id, testCaseId, timestamp }: TestCaseStarted): void {
    const testCase = this.#testCases.get(testCaseId);
    const pickle = testCase && this.#pickles.get(testCase.pickleId);
    if (testCase && pickle)
      this.#running.set(id, {
        pickle,
        testCase,
        reasons: new Set(),
        assumptions: new Set(),
        decisions: [],
        requests: [],
        started: timestamp,
        status: 'passed',
      });
  }

  #attach({ testCaseStartedId = '', mediaType, body }: NonNullable<Envelope['attachment']>): void {
    const running = this.#running.get(testCaseStartedId);
    if (mediaType === reasonMediaType) running?.reasons.add(body);
    if (mediaType === assumptionMediaType) running?.assumptions.add(body);
    if (mediaType === skippedMediaType && running) running.skipped = body;
    if (mediaType === decisionMediaType) running?.decisions.push(body);
    if (mediaType === seenAnswerMediaType) running?.requests.push(parseSeenAnswer(body));
    if (mediaType === insteadMediaType && running) running.instead = body;
  }

  #finishStep({
    testCaseStartedId,
    testStepId,
    testStepResult,
  }: NonNullable<Envelope['testStepFinished']>): void {
    const running = this.#running.get(testCaseStartedId);
    if (!running || testStepResult.status === 'PASSED' || running.failure) return;
    const testStep = running.testCase.testSteps.find(({ id }) => id === testStepId);
    const step = running.pickle.steps.find(({ id }) => id === testStep?.pickleStepId);
    if (testStepResult.status === 'SKIPPED') {
      if (running.status === 'passed') running.status = 'skipped';
      running.skipped ??= `its ${step === undefined ? 'hook' : `step \`${step.text}\``} answered that it is skipped`;
      return;
    }
    running.status = verdictOf(testStepResult.status, testStepResult.message ?? '');
    running.failure = {
      step: step?.text ?? 'a hook',
      line: step ? (this.#linesOf(running.pickle.uri, step.astNodeIds).at(-1) ?? 0) : 0,
      message: this.#messageOf(testStepResult, step?.text ?? '', testStep?.stepDefinitionIds ?? []),
    };
  }

  #messageOf({ status, message }: Result, text: string, definitions: readonly string[]): string {
    if (status === 'AMBIGUOUS') return this.#vocabulary.ambiguous(definitions);
    if (status === 'PENDING') return PENDING;
    return message ?? undefinedStep(text, this.#vocabulary);
  }

  #finish({
    testCaseStartedId: id,
    timestamp,
  }: NonNullable<Envelope['testCaseFinished']>): ExampleResult | undefined {
    const running = this.#running.get(id);
    if (!running) return undefined;
    this.#running.delete(id);
    const { pickle, reasons, assumptions, decisions, skipped, requests, instead } = running;
    const isEmpty = running.status === 'passed' && statesNothing(pickle);
    const status = isEmpty ? 'unusable' : running.status;
    const outcomes = pickle.tags.map(({ name }) => name.slice(1)).filter(this.#isOutcome);
    const lines = this.#linesOf(pickle.uri, pickle.astNodeIds);
    const nothing =
      isEmpty && pickle.steps.length > 0
        ? { step: '', line: lines.at(-1) ?? 0, message: STATES_NOTHING }
        : undefined;
    const result = {
      name: pickle.name,
      uri: pickle.uri,
      line: lines.at(-1) ?? 0,
      firstLine: lines[0] ?? 0,
      outcomes,
      heading: this.#headings.get(pickle.astNodeIds[0] ?? ''),
      status,
      seconds: secondsAt(timestamp) - secondsAt(running.started),
      reasons: [...reasons],
      assumptions: [...assumptions],
      decisions,
      failure: running.failure ?? nothing,
      skipped,
      requests,
      instead,
    };
    this.examples.push(result);
    return result;
  }

  /** The lines of nodes: of an example, then of its row in an outline. */
  #linesOf(uri: string, nodeIds: readonly string[]): readonly number[] {
    const lines = this.#lines.get(uri);
    return nodeIds.flatMap((id) => lines?.get(id) ?? []);
  }
}

function withoutExamples(uri: string, { feature, name, line, fault }: Part): ExampleResult {
  return {
    name,
    uri,
    line,
    firstLine: line,
    outcomes: [],
    heading: { feature, rule: '' },
    status: 'unusable',
    seconds: 0,
    reasons: [],
    decisions: [],
    failure: { step: '', line: 0, message: fault },
  };
}

const PENDING = 'the function of this step answered that it is pending';
