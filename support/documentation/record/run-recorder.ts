import type {
  Envelope,
  Feature,
  GherkinDocument,
  Pickle,
  PickleStep,
  StepDefinition,
  TestCase,
} from '@cucumber/messages';
import { documentNodes, type ExampleNode, unindented } from './document-nodes.ts';
import { ExampleCourse } from './example-course.ts';
import { featureWithoutExamples, judged, outlineWithoutRows } from './judged.ts';
import { linesByNode } from './lines-by-node.ts';
import { type RecordedStepDefinition, vocabularyOf } from './recorded-step-definition.ts';
import type { RecordedExample, RecordedFeature, RecordedRule, RecordedStep } from './run-record.ts';
import { parametersOf, scenarioOf } from './step-parameters.ts';
import { dateOf } from './timestamps.ts';

/** The features of a run with their results, and the times of the run. */
export interface RecordedFeatures {
  readonly features: readonly RecordedFeature[];
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
  readonly #courses = new Map<string, ExampleCourse>();
  readonly #definitions: StepDefinition[] = [];
  /** The last attempt at each test case. */
  readonly #attempts = new Map<string, string>();
  #started: Date | undefined;
  #ended: Date | undefined;

  /** Takes a message of the run. Attachments of other tools are ignored. */
  add(message: Envelope): void {
    const { gherkinDocument, pickle, testCase, testCaseStarted, testCaseFinished } = message;
    const { attachment, testStepFinished } = message;
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
    if (attachment) this.#courses.get(attachment.testCaseStartedId ?? '')?.attach(attachment);
    if (testStepFinished) this.#courses.get(testStepFinished.testCaseStartedId)?.finishStep(testStepFinished);
    if (testCaseFinished) this.#courses.get(testCaseFinished.testCaseStartedId)?.end(testCaseFinished);
  }

  /** The features so far. */
  recorded(): RecordedFeatures {
    const pickles = Map.groupBy(this.#pickles.values(), ({ astNodeIds }) => astNodeIds[0] ?? '');
    const executed = this.#executed;
    const features = this.#documents.flatMap((document) =>
      document.feature === undefined ? [] : this.#feature(document, document.feature, { pickles, executed }),
    );
    const scenarios = features
      .flatMap(({ rules }) => rules.flatMap(({ examples }) => examples))
      .flatMap(({ scenario }) => scenario ?? []);
    return {
      features,
      scenarios: [...new Set(scenarios)],
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

  /** True if a step or hook of any example did something. Without a single one, cucumber only matched steps. */
  get #executed(): boolean {
    const courses = [...this.#courses.values()];
    return courses.some(({ executed }) => executed);
  }

  #start(started: NonNullable<Envelope['testCaseStarted']>): void {
    const testCase = this.#testCases.get(started.testCaseId);
    if (testCase === undefined) return;
    const pickle = this.#pickles.get(testCase.pickleId);
    this.#attempts.set(testCase.id, started.id);
    this.#courses.set(started.id, new ExampleCourse(started, { testCase, pickle }));
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
      reasons: [...(course?.reasons ?? [])],
      assumptions: [...(course?.assumptions ?? [])],
      requests: course?.requests ?? [],
      changes: course?.changes ?? [],
    };
  }

  #step(step: PickleStep, { node, lines, testCase, course }: StepContext): RecordedStep {
    const written = node.steps.find(({ id }) => id === step.astNodeIds[0]);
    const testStep = testCase?.testSteps.find(({ pickleStepId }) => pickleStepId === step.id);
    const table = step.argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value));
    return {
      keyword: written?.keyword.trim() ?? '*',
      text: step.text,
      line: lines.get(step.astNodeIds[0] ?? '') ?? node.line,
      background: written?.background ?? false,
      parameters: parametersOf(testStep),
      table,
      docString: step.argument?.docString?.content,
      result: (testStep && course?.results.get(testStep.id)) ?? 'not run',
    };
  }
}

/** The facts about a step beside its text. */
interface StepContext {
  readonly node: ExampleNode;
  readonly lines: ReadonlyMap<string, number>;
  readonly testCase: TestCase | undefined;
  readonly course: ExampleCourse | undefined;
}
