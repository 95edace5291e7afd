import type { Pickle, StepDefinition, TestCase, TestStep } from '@cucumber/messages';
import { SpecError } from '../../scenario/spec-error.ts';
import type { Course } from './course.ts';

/**
 * The course of an example as one process tells it to another, beside the decisions on its requests. Cucumber's ids differ between processes, so examples are named by their
 * places, steps and their definitions by their indices.
 */
export interface ToldCourse extends Omit<Course, 'testCase' | 'requests'> {
  /** `features/a.feature:12` */
  readonly place: string;
  readonly texts: readonly string[];
  readonly testSteps: readonly ToldStep[];
  /** The index of the step of each decision. */
  readonly requesting: readonly number[];
}

interface ToldStep {
  /** The index of the step in its example; -1 for a hook. */
  readonly step: number;
  readonly definitions: readonly number[];
  readonly matches: TestStep['stepMatchArgumentsLists'];
}

/** The examples of a run by their places. */
export type Examples = ReadonlyMap<string, Pickle>;

/** The examples by their places. */
export function examplesByPlace(pickles: Iterable<Pickle>): Examples {
  return new Map(Array.from(pickles, (pickle) => [placeOf(pickle), pickle]));
}

/** A course for another process. The definitions are those of the run, in its order. */
export function toldCourse(
  { testCase, requests, ...course }: Course,
  { pickle, definitions }: { readonly pickle: Pickle; readonly definitions: readonly StepDefinition[] },
): ToldCourse {
  return {
    ...course,
    requesting: requests.map(({ step }) => step),
    place: placeOf(pickle),
    texts: pickle.steps.map(({ text }) => text),
    testSteps: testCase.testSteps.map(
      ({ pickleStepId, stepDefinitionIds = [], stepMatchArgumentsLists }) => ({
        step: pickle.steps.findIndex(({ id }) => id === pickleStepId),
        definitions: stepDefinitionIds.map((id) =>
          definitions.findIndex((definition) => definition.id === id),
        ),
        matches: stepMatchArgumentsLists,
      }),
    ),
  };
}

/** A course that another process told, with the ids of this one. Throws SpecError `setup-failed` for other features. */
export function ownCourse(
  { place, texts, testSteps, requesting, ...course }: ToldCourse,
  decisions: readonly string[],
  { places, definitions }: { readonly places: Examples; readonly definitions: readonly StepDefinition[] },
): Course {
  const pickle = places.get(place);
  const isSame =
    pickle?.steps.length === texts.length && pickle.steps.every(({ text }, index) => text === texts[index]);
  if (!isSame)
    throw new SpecError(
      'setup-failed',
      `${place} changed while the processes of --parallel read it: run again`,
    );
  const testCase: TestCase = {
    id: place,
    pickleId: pickle.id,
    testSteps: testSteps.map(({ step, definitions: indices, matches }, index) => ({
      id: String(index),
      pickleStepId: pickle.steps[step]?.id,
      stepDefinitionIds: indices.flatMap((at) => definitions[at]?.id ?? []),
      stepMatchArgumentsLists: matches,
    })),
  };
  const requests = decisions.map((decision, index) => ({ step: requesting[index] ?? 0, decision }));
  return { ...course, testCase, requests };
}

function placeOf({ uri, location }: Pickle): string {
  return `${uri}:${location?.line}`;
}
