import type { Stack } from './stack.ts';

/** A resource, its evaluated properties, and the stack that it is in. */
export interface Valued {
  readonly stack: Stack;
  readonly id: string;
  readonly type: string;
  /** The evaluated value of a property. */
  readonly property: (name: string) => unknown;
}

/** The value of Ref, if no attribute is given, or of Fn::GetAtt. */
export type ValueOf = (resource: Valued, attribute: string | undefined) => unknown;
