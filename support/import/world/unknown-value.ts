/** A value that is not known before the source is deployed, or that keyhole cannot work out. */
export class UnknownValue {
  /** The reason, as a clause: `the value of Fn::GetAtt Custom.Arn is not known`. */
  readonly reason: string;
  /** The values that it may have, if a condition that is not known decides between them. A value that may be missing is none of them. */
  readonly alternatives: readonly unknown[];

  constructor(reason: string, alternatives: readonly unknown[] = []) {
    this.reason = reason;
    this.alternatives = alternatives;
  }
}

/** The first unknown value within a value; undefined if all of it is known. */
export function unknownWithin(value: unknown): UnknownValue | undefined {
  if (value instanceof UnknownValue) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const unknown = unknownWithin(inner);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}
