import type { TestCase } from '@cucumber/messages';
import type { RecordedStep } from './run-record.ts';

/** The parameters that the step's definition recognized, in the order of the text. */
export function parametersOf(
  testStep: TestCase['testSteps'][number] | undefined,
): RecordedStep['parameters'] {
  const found =
    testStep?.stepMatchArgumentsLists?.length === 1 ? testStep.stepMatchArgumentsLists[0] : undefined;
  return (found?.stepMatchArguments ?? []).flatMap(({ group: { start, value }, parameterTypeName }) =>
    start === undefined || value === undefined
      ? []
      : { start, end: start + value.length, type: parameterTypeName ?? '' },
  );
}

/** The scenario that a step sets: the text of its parameter of the type `scenario`. */
export function scenarioOf(steps: readonly Pick<RecordedStep, 'text' | 'parameters'>[]): string | undefined {
  for (const { text, parameters } of steps) {
    const named = parameters.find(({ type }) => type === 'scenario');
    if (named !== undefined) return text.slice(named.start, named.end);
  }
  return undefined;
}
