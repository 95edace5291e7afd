import type { DiffDocument } from '../../access/diff/diff-document.ts';
import type { ExampleComparison } from './examples/example-comparison.ts';

/** The differences between two versions of a scenario: in access, and in the examples of features. */
export interface DiffReport extends DiffDocument {
  readonly examples: ExampleComparison;
}
