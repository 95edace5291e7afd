import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { UnknownValue } from '../../world/unknown-value.ts';
import type { Instance } from '../read-terraform.ts';
import type { Step } from '../resolving.ts';
import { agreesWithPlan } from './agrees-with-plan.ts';
import { evaluateSource, stepsInto } from './evaluate-source.ts';
import { expandedBlocks, type ScopedBody } from './expanded-blocks.ts';
import { rootOfReference, rootsOfExpression } from './roots-of-expression.ts';
import { sourceDocument } from './source-document.ts';
import type { SourceExpression } from './source-expression.ts';
import type { SourceModule } from './source-folder.ts';
import type { SourceScope, ValueStep } from './source-scope.ts';

/** A place in a configuration: a module, and the key of the instance. */
export type SourcePlace = Pick<Instance, 'module' | 'index'>;

/** The plan around a configuration. */
export interface AroundSource {
  readonly moduleOf: (module: string) => SourceModule | undefined;
  /** The value of a reference as a plan writes it. */
  readonly valueOf: (reference: string, from: SourcePlace) => unknown;
  /** The addresses of the instances of a resource, in order. */
  readonly instancesOf: (address: string, module: string) => readonly string[];
  /** Tells that the configuration is not the one that was planned. */
  readonly noteChanged: (instance: Instance) => void;
}

/** The values of a configuration that its plan leaves out. */
export class SourceValues {
  readonly #around: AroundSource;
  readonly #open = new Set<string>();

  constructor(around: AroundSource) {
    this.#around = around;
  }

  /**
   * The value at a path of an instance. Undefined if the configuration does not tell, or refers to other things than the plan
   * lists.
   */
  valueAt(instance: Instance, path: readonly Step[], planned: unknown): unknown {
    const found = this.#expressionAt(instance, path);
    if (found === undefined) return undefined;
    const { references } = Object(planned);
    const listed = new Set(
      (Array.isArray(references) ? references : []).map((one) => rootOfReference(String(one))),
    );
    const own = rootsOfExpression(found.expression);
    if (listed.size !== own.size || [...listed].some((root) => !own.has(root))) {
      this.#around.noteChanged(instance);
      return undefined;
    }
    const value = evaluateSource(found.expression, found.scope);
    return value instanceof UnknownValue ? undefined : value;
  }

  /** The values of an aws_iam_policy_document; undefined if the configuration does not tell all of them. */
  documentOf(instance: Instance): Readonly<Record<string, unknown>> | undefined {
    const block = this.#blockOf(instance);
    const values = block === undefined ? undefined : sourceDocument(block);
    if (values === undefined || agreesWithPlan(instance.values, values)) return values;
    this.#around.noteChanged(instance);
    return undefined;
  }

  /** The value that a call gives a variable of its module, or else its default; undefined if it is not told. */
  variable(
    name: string,
    { parent, call, module }: { parent: SourcePlace; call: string; module: string },
  ): unknown {
    const given = this.#around
      .moduleOf(parent.module)
      ?.blocks.find(({ type, labels }) => type === 'module' && labels[0] === call);
    const expression = given?.body.attributes[name];
    if (given !== undefined && expression !== undefined)
      return this.#once(`${module} var.${name}`, () =>
        evaluateSource(expression, this.#scope(parent, given.body.attributes.for_each)),
      );
    const own = this.#around
      .moduleOf(module)
      ?.blocks.find(({ type, labels }) => type === 'variable' && labels[0] === name);
    const { default: standard } = own?.body.attributes ?? {};
    return given === undefined || standard === undefined
      ? undefined
      : evaluateSource(standard, this.#scope({ module, index: undefined }, undefined));
  }

  /** The value of an output of a module; undefined if it is not told. */
  output(name: string, module: string): unknown {
    const expression = this.#around
      .moduleOf(module)
      ?.blocks.find(({ type, labels }) => type === 'output' && labels[0] === name)?.body.attributes.value;
    if (expression === undefined) return undefined;
    const scope = this.#scope({ module, index: undefined }, undefined);
    return this.#once(`${module} output.${name}`, () => evaluateSource(expression, scope));
  }

  #blockOf({ module, mode, type, name, index }: Instance): ScopedBody | undefined {
    const kind = mode === 'data' ? 'data' : 'resource';
    const block = this.#around
      .moduleOf(module)
      ?.blocks.find((one) => one.type === kind && one.labels[0] === type && one.labels[1] === name);
    if (block === undefined) return undefined;
    return { body: block.body, scope: this.#scope({ module, index }, block.body.attributes.for_each) };
  }

  #expressionAt(
    instance: Instance,
    path: readonly Step[],
  ): { readonly expression: SourceExpression; readonly scope: SourceScope } | undefined {
    let block = this.#blockOf(instance);
    let planned: unknown = instance.values;
    for (let at = 0; at + 2 < path.length && block !== undefined; at += 2) {
      const type = String(path[at]);
      planned = Object(planned)[type];
      const blocks = expandedBlocks(block, type);
      // A plan sorts the blocks of a set: which one is meant is clear if there is one.
      const isClear =
        blocks?.length === 1 || (type === 'statement' && blocks?.length === Object(planned).length);
      block = isClear ? blocks?.[Number(path[at + 1])] : undefined;
      planned = Object(planned)[Number(path[at + 1])];
    }
    const expression = block?.body.attributes[String(path.at(-1))];
    return block === undefined || expression === undefined || path.length % 2 === 0
      ? undefined
      : { expression, scope: block.scope };
  }

  #scope(place: SourcePlace, forEach: SourceExpression | undefined): SourceScope {
    const scope: SourceScope = {
      traverse: (root, steps) => this.#traversed(root, steps, { place, forEach, scope }),
      textOf: (path) => textOf(path, this.#around.moduleOf('')?.folder),
      bound: {},
    };
    return scope;
  }

  #traversed(
    root: string,
    steps: readonly ValueStep[],
    {
      place,
      forEach,
      scope,
    }: { place: SourcePlace; forEach: SourceExpression | undefined; scope: SourceScope },
  ): unknown {
    const [first, ...rest] = steps;
    const name = String(first);
    const unknown = new UnknownValue(`${root}.${name} is known after apply`);
    switch (root) {
      case 'var':
        return stepsInto(this.#around.valueOf(`var.${name}`, place), rest);
      case 'local':
        return stepsInto(this.#local(name, place) ?? unknown, rest);
      case 'count':
        return typeof place.index === 'number' ? place.index : unknown;
      case 'each': {
        if (name === 'key') return place.index ?? unknown;
        const items = forEach === undefined ? unknown : evaluateSource(forEach, scope);
        const item = Array.isArray(items) ? place.index : stepsInto(items, [place.index ?? '']);
        return stepsInto(item ?? unknown, rest);
      }
      case 'path':
        return name === 'module'
          ? (this.#around.moduleOf(place.module)?.folder ?? unknown)
          : (this.#around.moduleOf('')?.folder ?? unknown);
      case 'terraform':
        return unknown;
      case 'data':
        return this.#ofResource(`data.${name}.${String(rest[0])}`, rest.slice(1), place);
      default:
        return this.#ofResource(`${root}.${name}`, rest, place);
    }
  }

  /** The value of a resource's attribute or of a module's output. */
  #ofResource(address: string, steps: readonly ValueStep[], place: SourcePlace): unknown {
    const [first, second, ...rest] = steps;
    const instances = this.#around.instancesOf(address, place.module);
    if (typeof first === 'object' && second !== undefined)
      return instances.map((one) => stepsInto(this.#around.valueOf(`${one}.${String(second)}`, place), rest));
    const keyed = `${address}[${JSON.stringify(first)}]`;
    const isKeyed = second !== undefined && (typeof first === 'number' || instances.includes(keyed));
    if (isKeyed) return stepsInto(this.#around.valueOf(`${keyed}.${String(second)}`, place), rest);
    if (typeof first !== 'string') return new UnknownValue(`${address} is known after apply`);
    return stepsInto(this.#around.valueOf(`${address}.${first}`, place), steps.slice(1));
  }

  #local(name: string, { module }: SourcePlace): unknown {
    const blocks = this.#around.moduleOf(module)?.blocks.filter(({ type }) => type === 'locals');
    const expression = blocks?.map(({ body }) => body.attributes[name]).find((one) => one !== undefined);
    if (expression === undefined) return undefined;
    const scope = this.#scope({ module, index: undefined }, undefined);
    return this.#once(`${module} local.${name}`, () => evaluateSource(expression, scope));
  }

  /** Keeps what refers to itself from going round. */
  #once(what: string, evaluate: () => unknown): unknown {
    if (this.#open.has(what)) return new UnknownValue(`${what} refers to itself`);
    this.#open.add(what);
    try {
      return evaluate();
    } finally {
      this.#open.delete(what);
    }
  }
}

function textOf(path: string, root: string | undefined): string | undefined {
  try {
    return readFileSync(isAbsolute(path) ? path : join(root ?? '', path), 'utf8');
  } catch {
    return undefined;
  }
}
