import type { TestCase } from '@cucumber/messages';
import type { ExampleVerdict, PolicyChange, RecordedExample, RecordedStep } from './run-record.ts';

/** A request of a step. Its decision stays as JSON until it is recorded: read, it takes several times the memory. */
export interface CourseRequest {
  readonly step: number;
  readonly decision: string;
}

/** The course of an example so far. A run has very many, so they hold lists instead of sets and maps. */
export interface Course {
  readonly testCase: TestCase;
  /** The results of the steps of the test case, by their indices. */
  readonly results: RecordedStep['result'][];
  readonly reasons: string[];
  readonly assumptions: string[];
  readonly requests: CourseRequest[];
  readonly changes: PolicyChange[];
  verdict: ExampleVerdict;
  seconds: number;
  /** True once its end was told. Messages can be cut off before. */
  ended: boolean;
  skipped?: string;
  failure?: RecordedExample['failure'];
}
