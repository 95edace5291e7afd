import type { Envelope, GherkinDocument, Pickle, StepDefinition, TestCase } from '@cucumber/messages';
import {
  assumptionMediaType,
  changedPolicyMediaType,
  decisionMediaType,
  reasonMediaType,
  skippedMediaType,
} from '../../answer/media-types.ts';
import type { Course } from './course.ts';
import { plainMessage } from './plain-message.ts';
import { type Courses, recordedFeature } from './recorded-feature.ts';
import { type RecordedStepDefinition, vocabularyOf } from './recorded-step-definition.ts';
import { policyChange, type RecordedFeature } from './run-record.ts';
import { parametersOf, scenarioOf } from './step-parameters.ts';
import { stepResults, verdictOf } from './step-results.ts';
import { dateOf, secondsAt } from './timestamps.ts';
import { type Examples, examplesByPlace, ownCourse, type ToldCourse, toldCourse } from './told-course.ts';

type Attachment = NonNullable<Envelope['attachment']>;
type Finished = NonNullable<Envelope['testStepFinished']>;

/** When a run began and ended, as far as its messages tell. */
export interface RunTimes {
  readonly started: Date | undefined;
  readonly ended: Date | undefined;
}

/** The features of a run with their results, and the times of the run. */
export interface RecordedFeatures extends RunTimes {
  /** Each is made when it is asked for, and anew for each iteration. All at once take much memory. */
  readonly features: Iterable<RecordedFeature>;
  /** The names of the scenarios that examples run on. */
  readonly scenarios: readonly string[];
  readonly steps: readonly RecordedStepDefinition[];
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
  /** The example that ended last, by the id of its attempt. */
  #last: string | undefined;
  /** The examples by their places, once a course of another process was taken. */
  #places: Examples | undefined;

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
      this.#last = testCaseFinished.testCaseStartedId;
    }
  }

  /** Hands over the course of the example that ended last, for the recorder of another process. This one forgets it. */
  handOver(): ToldCourse | undefined {
    const course = this.#courses.get(this.#last ?? '');
    const pickle = this.#pickles.get(course?.testCase.pickleId ?? '');
    this.#courses.delete(this.#last ?? '');
    return course && pickle && toldCourse(course, { pickle, definitions: this.#definitions });
  }

  /**
   * Takes the course of an example that another process ran, with its decisions in JSON, once this one knows all features and steps.
   * Throws SpecError `setup-failed` if the features are not those of the other process.
   */
  take(told: ToldCourse, decisions: readonly string[]): void {
    this.#places ??= examplesByPlace(this.#pickles.values());
    const course = ownCourse(told, decisions, { places: this.#places, definitions: this.#definitions });
    const { testCase } = course;
    this.#planned.set(testCase.pickleId, testCase);
    this.#attempts.set(testCase.id, testCase.id);
    this.#courses.set(testCase.id, course);
  }

  /** The start and end of the run in this process. */
  get times(): RunTimes {
    return { started: this.#started, ended: this.#ended };
  }

  /** Takes the times of another process: the run is from the first start to the last end. */
  takeTimes({ started = this.#started, ended = this.#ended }: RunTimes): void {
    if (this.#started === undefined || (started && started < this.#started)) this.#started = started;
    if (this.#ended === undefined || (ended && ended > this.#ended)) this.#ended = ended;
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
    const courses: Courses = {
      pickles,
      testCaseOf: ({ id }) => this.#planned.get(id),
      courseOf: ({ id }) => (executed ? this.#courses.get(this.#attempts.get(id) ?? '') : undefined),
    };
    for (const document of this.#documents)
      if (document.feature !== undefined) yield recordedFeature(document, document.feature, courses);
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
}

/** The index of a step among those of its example. */
function stepOf({ testSteps }: TestCase, id: string | undefined): number {
  const steps = testSteps.filter(({ pickleStepId }) => pickleStepId !== undefined);
  return Math.max(
    0,
    steps.findIndex((step) => step.id === id),
  );
}
