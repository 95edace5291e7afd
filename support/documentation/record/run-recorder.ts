import type {
  Envelope,
  Feature,
  GherkinDocument,
  Pickle,
  PickleStep,
  StepDefinition,
  TestCase,
} from '@cucumber/messages';
import {
  assumptionMediaType,
  changedPolicyMediaType,
  decisionMediaType,
  reasonMediaType,
  skippedMediaType,
} from '../../answer/media-types.ts';
import { documentNodes, type ExampleNode, unindented } from './document-nodes.ts';
import { featureWithoutExamples, judged, outlineWithoutRows } from './judged.ts';
import { linesByNode } from './lines-by-node.ts';
import { plainMessage } from './plain-message.ts';
import { type RecordedRequest, recordedDecision } from './recorded-decision.ts';
import { type RecordedStepDefinition, vocabularyOf } from './recorded-step-definition.ts';
import {
  type ExampleVerdict,
  type PolicyChange,
  policyChange,
  type RecordedExample,
  type RecordedFeature,
  type RecordedRule,
  type RecordedStep,
} from './run-record.ts';
import { parametersOf, scenarioOf } from './step-parameters.ts';
import { stepResults, verdictOf } from './step-results.ts';
import { dateOf, secondsAt } from './timestamps.ts';

type Attachment = NonNullable<Envelope['attachment']>;
type Finished = NonNullable<Envelope['testStepFinished']>;
type StepResult = RecordedStep['result'];

/** A request of a step. Its decision stays as JSON until it is recorded: read, it takes several times the memory. */
interface Request {
  readonly step: number;
  readonly decision: string;
}

/** The course of an example so far. A run has very many, so they hold lists instead of sets and maps. */
interface Course {
  readonly testCase: TestCase;
  /** The results of the steps of the test case, by their indices. */
  readonly results: StepResult[];
  readonly reasons: string[];
  readonly assumptions: string[];
  readonly requests: Request[];
  readonly changes: PolicyChange[];
  verdict: ExampleVerdict;
  seconds: number;
  /** True once its end was told. Messages can be cut off before. */
  ended: boolean;
  skipped?: string;
  failure?: RecordedExample['failure'];
}

/** The features of a run with their results, and the times of the run. */
export interface RecordedFeatures {
  /** Each is made when it is asked for, and anew for each iteration. All at once take much memory. */
  readonly features: Iterable<RecordedFeature>;
  /** The names of the scenarios that examples run on. */
  readonly scenarios: readonly string[];
  readonly steps: readonly RecordedStepDefinition[];
  readonly started: Date | undefined;
  readonly ended: Date | undefined;
  /** False for a dry run, which only matches steps with their definitions: nothing was executed. */
  readonly executed: boolean;
}

/**
 * Follows the messages of a run and keeps what documentation shows of it. Examples that did not start stay as `not run`, so
 * that nothing that was selected disappears.
 */
export class RunRecorder {
  readonly #documents: GherkinDocument[] = [];
  readonly #pickles = new Map<string, Pickle>();
  /** Test cases by their own ids. */
  readonly #testCases = new Map<string, TestCase>();
  /** Test cases by the ids of their pickles. */
  readonly #planned = new Map<string, TestCase>();
  readonly #courses = new Map<string, Course>();
  readonly #definitions: StepDefinition[] = [];
  /** The last attempt at each test case. */
  readonly #attempts = new Map<string, string>();
  #started: Date | undefined;
  #ended: Date | undefined;

  /** Takes a message of the run. Attachments of other tools are ignored. */
  add(message: Envelope): void {
    const { gherkinDocument, pickle, testCase, testCaseStarted, testCaseFinished } = message;
    if (gherkinDocument?.feature) this.#documents.push(gherkinDocument);
    if (pickle) this.#pickles.set(pickle.id, pickle);
    if (testCase) {
      this.#testCases.set(testCase.id, testCase);
      this.#planned.set(testCase.pickleId, testCase);
    }
    if (message.stepDefinition) this.#definitions.push(message.stepDefinition);
    if (message.testRunStarted) this.#started = dateOf(message.testRunStarted.timestamp);
    if (message.testRunFinished) this.#ended = dateOf(message.testRunFinished.timestamp);
    if (testCaseStarted) this.#start(testCaseStarted);
    if (message.attachment) this.#attach(message.attachment);
    if (message.testStepFinished) this.#finishStep(message.testStepFinished);
    if (testCaseFinished) {
      const course = this.#courses.get(testCaseFinished.testCaseStartedId);
      if (course === undefined) return;
      course.seconds += secondsAt(testCaseFinished.timestamp);
      course.ended = true;
    }
  }

  /** The features so far. */
  recorded(): RecordedFeatures {
    return {
      features: { [Symbol.iterator]: () => this.#features() },
      scenarios: this.#scenarios,
      steps: vocabularyOf({
        definitions: this.#definitions,
        pickles: this.#pickles.values(),
        planned: this.#planned,
      }),
      started: this.#started,
      ended: this.#ended,
      executed: this.#executed,
    };
  }

  *#features(): Generator<RecordedFeature> {
    const pickles = Map.groupBy(this.#pickles.values(), ({ astNodeIds }) => astNodeIds[0] ?? '');
    const executed = this.#executed;
    for (const document of this.#documents)
      if (document.feature !== undefined)
        yield this.#feature(document, document.feature, { pickles, executed });
  }

  /** The scenarios in the order in which the examples name them. */
  get #scenarios(): readonly string[] {
    const names = this.#pickles.values().flatMap(({ id, steps }) => {
      const testSteps = this.#planned.get(id)?.testSteps ?? [];
      const known = steps.map((step) => ({
        text: step.text,
        parameters: parametersOf(testSteps.find(({ pickleStepId }) => pickleStepId === step.id)),
      }));
      return [scenarioOf(known) ?? []].flat();
    });
    return [...new Set(names)];
  }

  /** True if a step or hook of any example did something. Without a single one, cucumber only matched steps. */
  get #executed(): boolean {
    return this.#courses
      .values()
      .some(
        ({ results, skipped }) =>
          skipped !== undefined || results.some((result) => result !== 'skipped' && result !== 'not run'),
      );
  }

  #start({ id, testCaseId, timestamp }: NonNullable<Envelope['testCaseStarted']>): void {
    const testCase = this.#testCases.get(testCaseId);
    if (testCase === undefined) return;
    this.#attempts.set(testCase.id, id);
    this.#courses.set(id, {
      testCase,
      results: testCase.testSteps.map(() => 'not run'),
      reasons: [],
      assumptions: [],
      requests: [],
      changes: [],
      verdict: 'passed',
      seconds: -secondsAt(timestamp),
      ended: false,
    });
  }

  #attach({ testCaseStartedId = '', testStepId, mediaType, body }: Attachment): void {
    const course = this.#courses.get(testCaseStartedId);
    if (course === undefined) return;
    if (mediaType === reasonMediaType) course.reasons.push(body);
    if (mediaType === assumptionMediaType) course.assumptions.push(body);
    if (mediaType === skippedMediaType) course.skipped = body;
    if (mediaType === decisionMediaType) {
      course.requests.push({ step: stepOf(course.testCase, testStepId), decision: body });
    }
    if (mediaType === changedPolicyMediaType) {
      const step = stepOf(course.testCase, testStepId);
      course.changes.push(policyChange.parse({ ...JSON.parse(body), step }));
    }
  }

  #finishStep({ testCaseStartedId, testStepId, testStepResult }: Finished): void {
    const course = this.#courses.get(testCaseStartedId);
    if (course === undefined) return;
    const { status, message = '' } = testStepResult;
    const index = course.testCase.testSteps.findIndex(({ id }) => id === testStepId);
    if (index !== -1) course.results[index] = stepResults[status] ?? 'not run';
    if (status === 'PASSED' || course.failure) return;
    if (status === 'SKIPPED') {
      if (course.verdict === 'passed') course.verdict = 'skipped';
      return;
    }
    course.verdict = verdictOf(status, message);
    const pickleStepId = course.testCase.testSteps[index]?.pickleStepId;
    const pickle = this.#pickles.get(course.testCase.pickleId);
    const step = pickle?.steps.find(({ id }) => id === pickleStepId);
    course.failure = { step: step?.text ?? '', line: 0, message: plainMessage(message) };
  }

  #feature(
    document: GherkinDocument,
    feature: Feature,
    {
      pickles,
      executed,
    }: { readonly pickles: ReadonlyMap<string, readonly Pickle[]>; readonly executed: boolean },
  ): RecordedFeature {
    const nodes = documentNodes(feature, linesByNode(document));
    const rules: RecordedRule[] = nodes.rules
      .map(({ name, description, line, examples }) => ({
        name,
        description,
        line,
        examples: examples.flatMap((node) => {
          const rows = pickles.get(node.id) ?? [];
          if (rows.length === 0) return [outlineWithoutRows(node)];
          return rows.map((pickle) => this.#example(pickle, node, { lines: nodes.lines, executed }));
        }),
      }))
      .filter(({ examples }) => examples.length > 0);
    return {
      file: document.uri ?? '',
      name: feature.name,
      description: unindented(feature.description),
      tags: feature.tags.map(({ name }) => name.slice(1)),
      rules: rules.length > 0 ? rules : [featureWithoutExamples(feature)],
    };
  }

  #example(
    pickle: Pickle,
    node: ExampleNode,
    { lines, executed }: { readonly lines: ReadonlyMap<string, number>; readonly executed: boolean },
  ): RecordedExample {
    const testCase = this.#planned.get(pickle.id);
    const course = executed ? this.#courses.get(this.#attempts.get(testCase?.id ?? '') ?? '') : undefined;
    const line = lines.get(pickle.astNodeIds.at(-1) ?? '') ?? node.line;
    const steps = pickle.steps.map((step) => this.#step(step, { node, lines, testCase, course }));
    return {
      name: pickle.name,
      description: node.description,
      line,
      firstLine: node.line,
      tags: pickle.tags.map(({ name }) => name.slice(1)),
      outcomes: [],
      scenario: scenarioOf(steps),
      steps,
      ...judged(course?.ended || course?.failure ? course : undefined, { pickle, steps, line }),
      seconds: Math.max(0, course?.seconds ?? 0),
      reasons: [...new Set(course?.reasons)],
      assumptions: [...new Set(course?.assumptions)],
      requests: (course?.requests ?? []).map(recordedRequest),
      changes: course?.changes ?? [],
    };
  }

  #step(step: PickleStep, { node, lines, testCase, course }: StepContext): RecordedStep {
    const written = node.steps.find(({ id }) => id === step.astNodeIds[0]);
    const testSteps = testCase?.testSteps ?? [];
    const index = testSteps.findIndex(({ pickleStepId }) => pickleStepId === step.id);
    const table = step.argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value));
    return {
      keyword: written?.keyword.trim() ?? '*',
      text: step.text,
      line: lines.get(step.astNodeIds[0] ?? '') ?? node.line,
      background: written?.background ?? false,
      parameters: parametersOf(testSteps[index]),
      table,
      docString: step.argument?.docString?.content,
      result: course?.results[index] ?? 'not run',
    };
  }
}

function recordedRequest({ step, decision }: Request): RecordedRequest {
  return recordedDecision.parse({ ...JSON.parse(decision), step });
}

/** The index of a step among those of its example. */
function stepOf({ testSteps }: TestCase, id: string | undefined): number {
  const steps = testSteps.filter(({ pickleStepId }) => pickleStepId !== undefined);
  return Math.max(
    0,
    steps.findIndex((step) => step.id === id),
  );
}

/** The facts about a step beside its text. */
interface StepContext {
  readonly node: ExampleNode;
  readonly lines: ReadonlyMap<string, number>;
  readonly testCase: TestCase | undefined;
  readonly course: Course | undefined;
}
