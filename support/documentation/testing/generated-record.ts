import type { RecordedExample, RecordedFeature, RunRecord } from '../record/run-record.ts';
import { accessScenario, givenScenario, stepWith } from './sample-access.ts';
import { allowedRequest, refusedRequest, sampleRecord } from './sample-record.ts';

/** The extent of a generated run: its examples are spread evenly. */
export interface Extent {
  readonly features: number;
  /** In each feature. */
  readonly rules: number;
  /** In each rule. */
  readonly examples: number;
  /** Outcomes of the register, which the examples prove in turn; none without. */
  readonly outcomes?: number;
}

/** The record of a run of one folder of features: in turn refused and allowed, each of another object. */
export function generatedRecord({ features, rules, examples, outcomes = 0 }: Extent): RunRecord {
  let number = 0;
  const feature = (place: number): RecordedFeature => ({
    file: `features/exchange/question-${place}.feature`,
    name: `Who may use the objects of the department number ${place}, and with which key?`,
    description: 'A description of the question in one sentence.',
    tags: [],
    rules: Array.from({ length: rules }, (_, rule) => ({
      name: `Rule number ${rule + 1} says who may use the object and its key`,
      description: '',
      line: 5 + rule * (5 * examples + 4),
      examples: Array.from({ length: examples }, (_, index) =>
        generatedExample(number++, { line: 7 + rule * (5 * examples + 4) + index * 5, outcomes }),
      ),
    })),
  });
  return sampleRecord({
    features: Array.from({ length: features }, (_, index) => feature(index + 1)),
    scenarios: [accessScenario()],
    outcomes: Array.from({ length: outcomes }, (_, index) => ({
      id: outcomeId(index),
      pattern: 'exchange',
      statement: `The writer of the department number ${index} cannot use what it wrote, as its key policy says.`,
      confidence: 'high',
      limit: index % 10 === 9,
      source: 'a source that is named in words',
      page: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
    })),
  });
}

function outcomeId(number: number): string {
  return `G${String(number + 1).padStart(5, '0')}`;
}

function generatedExample(
  number: number,
  { line, outcomes }: { readonly line: number; readonly outcomes: number },
): RecordedExample {
  const object = `report-${number}.csv`;
  const refused = number % 2 === 0;
  const of = (request: ReturnType<typeof refusedRequest>) => ({
    ...request,
    id: number.toString(16).toUpperCase().padStart(16, '0'),
    step: 2,
    decisions: request.decisions.map((permission) => ({
      ...permission,
      denial: permission.denial && {
        ...permission.denial,
        sentence: `${permission.denial.sentence} for "${object}"`,
      },
    })),
  });
  return {
    name: `The writer ${refused ? 'cannot read' : 'writes'} "${object}" of the department`,
    description: '',
    line,
    firstLine: line,
    tags: [],
    outcomes: outcomes === 0 ? [] : [outcomeId(number % outcomes)],
    scenario: 'exchange',
    steps: [
      givenScenario,
      stepWith('Given', `the writer role has written "${object}" with the shared key`, [
        'principal',
        'object',
      ]),
      stepWith('When', `the writer role ${refused ? 'reads' : 'writes'} "${object}"`, [
        'principal',
        'object',
      ]),
      stepWith('Then', refused ? 'access is denied by the key policy' : 'access is granted'),
    ],
    verdict: 'passed',
    seconds: 0.01,
    reasons: [],
    assumptions: [],
    requests: [of(refused ? refusedRequest() : allowedRequest())],
  };
}
