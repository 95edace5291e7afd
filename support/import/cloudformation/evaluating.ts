import { UnknownValue, unknownWithin } from '../world/unknown-value.ts';
import type { StackContext } from './stack.ts';

/** AWS::NoValue: the property that has it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** The values that functions ask for. */
export interface Evaluating {
  readonly context: StackContext;
  /** A value without functions; values that are not known are UnknownValue. Undefined for AWS::NoValue. */
  value(written: unknown): unknown;
  /** The value of Fn::GetAtt, or of Ref if there is no attribute. */
  attribute(id: string, attribute: string | undefined): unknown;
}

/** A value as a text; unknown if a part of it is, or if it is no text. */
export function textOf(value: unknown): string | UnknownValue {
  const unknown = unknownWithin(value);
  if (unknown !== undefined) return unknown;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : new UnknownValue('a text is joined from what is no text');
}
