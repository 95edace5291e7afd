import { UnknownValue } from '../world/unknown-value.ts';
import type { Evaluator } from './evaluator.ts';
import type { StackParts } from './map-stack.ts';
import { type Stack, sectionOf } from './stack.ts';

type Parts = ReadonlyMap<Stack, StackParts>;

/** An output that may be there, and whether that is sure. */
interface Output {
  readonly evaluator: Evaluator;
  readonly written: { readonly Value?: unknown; readonly Export?: unknown };
  readonly isSure: boolean;
}

/** The outputs of a stack whose conditions do not fail, by name. */
function outputsOf(evaluator: Evaluator): ReadonlyMap<string, Output> {
  const outputs = Object.entries(sectionOf(evaluator.context.stack.template, 'Outputs'));
  return new Map(
    outputs.flatMap(([name, written]) => {
      const { Condition: condition } = Object(written);
      const holds = condition === undefined ? true : evaluator.condition(String(condition));
      return holds === false ? [] : [[name, { evaluator, written: Object(written), isSure: holds === true }]];
    }),
  );
}

/** The value of an output of a stack within another; undefined for a stack that is not there. */
export function outputOfStack(stack: Stack | undefined, output: string, evaluators: Parts): unknown {
  const evaluator = stack === undefined ? undefined : evaluators.get(stack)?.evaluator;
  if (stack === undefined || evaluator === undefined) return undefined;
  const { Value: value } = outputsOf(evaluator).get(output)?.written ?? {};
  return value === undefined
    ? new UnknownValue(`the stack ${stack.name} has no output ${output}`)
    : evaluator.value(value);
}

/**
 * The values that stacks export. Outputs with opposite conditions may share a name: if it is not known which of them is there, the value
 * is unknown.
 */
export class Exports {
  readonly #evaluators: Parts;
  readonly #open = new Set<string>();

  constructor(evaluators: Parts) {
    this.#evaluators = evaluators;
  }

  /** The value that another stack of the same account exports under a name. */
  valueOf(name: string, { accountId }: Stack): unknown {
    const what = `${accountId} ${name}`;
    if (this.#open.has(what)) return new UnknownValue(`the export "${name}" refers to itself`);
    this.#open.add(what);
    try {
      const found = this.#exportedBy(accountId).filter(
        ({ evaluator, written }) => evaluator.value(Object(written.Export).Name) === name,
      );
      const [first] = found;
      const one = found.find(({ isSure }) => isSure) ?? (found.length === 1 ? first : undefined);
      if (one !== undefined) return one.evaluator.value(one.written.Value);
      return new UnknownValue(
        first === undefined
          ? `no template of this account exports "${name}"`
          : `it is not known which output exports "${name}"`,
      );
    } finally {
      this.#open.delete(what);
    }
  }

  #exportedBy(accountId: string): readonly Output[] {
    return [...this.#evaluators.values()]
      .filter(({ evaluator }) => evaluator.context.stack.accountId === accountId)
      .flatMap(({ evaluator }) => [...outputsOf(evaluator).values()])
      .filter(({ written }) => written.Export !== undefined);
  }
}
