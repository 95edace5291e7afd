import type { Feature, GherkinDocument, Pickle, PickleStep, TestCase } from '@cucumber/messages';
import type { Course, CourseRequest } from './course.ts';
import { documentNodes, type ExampleNode, unindented } from './document-nodes.ts';
import { featureWithoutExamples, judged, outlineWithoutRows } from './judged.ts';
import { linesByNode } from './lines-by-node.ts';
import { type RecordedRequest, recordedDecision } from './recorded-decision.ts';
import type { RecordedExample, RecordedFeature, RecordedRule, RecordedStep } from './run-record.ts';
import { parametersOf, scenarioOf } from './step-parameters.ts';

/** The examples of a run with what is known of them. */
export interface Courses {
  /** The examples by the ids of their nodes: an outline has one for each row. */
  readonly pickles: ReadonlyMap<string, readonly Pickle[]>;
  readonly testCaseOf: (pickle: Pickle) => TestCase | undefined;
  readonly courseOf: (testCase: TestCase) => Course | undefined;
}

/** A feature with its results, as a record keeps it. */
export function recordedFeature(
  document: GherkinDocument,
  feature: Feature,
  courses: Courses,
): RecordedFeature {
  const nodes = documentNodes(feature, linesByNode(document));
  const rules: RecordedRule[] = nodes.rules
    .map(({ name, description, line, examples }) => ({
      name,
      description,
      line,
      examples: examples.flatMap((node) => {
        const rows = courses.pickles.get(node.id) ?? [];
        if (rows.length === 0) return [outlineWithoutRows(node)];
        return rows.map((pickle) => recordedExample(pickle, node, { lines: nodes.lines, courses }));
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

function recordedExample(
  pickle: Pickle,
  node: ExampleNode,
  { lines, courses }: { readonly lines: ReadonlyMap<string, number>; readonly courses: Courses },
): RecordedExample {
  const testCase = courses.testCaseOf(pickle);
  const course = testCase && courses.courseOf(testCase);
  const line = lines.get(pickle.astNodeIds.at(-1) ?? '') ?? node.line;
  const steps = pickle.steps.map((step) => recordedStep(step, { node, lines, testCase, course }));
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

function recordedRequest({ step, decision }: CourseRequest): RecordedRequest {
  return recordedDecision.parse({ ...JSON.parse(decision), step });
}

/** The facts about a step beside its text. */
interface StepContext {
  readonly node: ExampleNode;
  readonly lines: ReadonlyMap<string, number>;
  readonly testCase: TestCase | undefined;
  readonly course: Course | undefined;
}

function recordedStep(step: PickleStep, { node, lines, testCase, course }: StepContext): RecordedStep {
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
