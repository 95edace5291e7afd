import { UnknownValue } from '../world/unknown-value.ts';
import { instancesAt, parsedKey } from './addresses.ts';
import { configurationAt } from './module-configuration.ts';
import type { Instance, TerraformFile } from './read-terraform.ts';
import type { SourceValues } from './source/source-values.ts';

/** The module and the key of the instance that refers. */
type Place = Pick<Instance, 'module' | 'index'>;

/** The readings that references lead to. */
interface Around {
  /** The values that the files of the configuration give; undefined if the files are not there. */
  readonly source: SourceValues | undefined;
  /** An attribute of an instance, or an UnknownValue. */
  readonly attribute: (instance: Instance, name: string) => unknown;
}

/** Finds the values of references within the configuration: of resources, variables and outputs of modules. */
export class References {
  readonly #file: TerraformFile;
  readonly #around: Around;
  readonly #byAddress: ReadonlyMap<string, Instance>;

  constructor(file: TerraformFile, around: Around) {
    this.#file = file;
    this.#around = around;
    this.#byAddress = new Map(file.instances.map((instance) => [instance.address, instance]));
  }

  /** The values of the references of an expression, as the configuration lists them. */
  valuesOf(references: unknown, from: Place): readonly unknown[] {
    const texts: readonly string[] = Array.isArray(references) ? references.map(String) : [];
    // Terraform lists `aws_kms_key.a.arn` and then `aws_kms_key.a`, which says nothing more.
    const whole = texts.filter(
      (text, index) =>
        !texts
          .slice(0, index)
          .some((before) => before.startsWith(`${text}.`) || before.startsWith(`${text}[`)),
    );
    return whole.map((reference) => this.valueOf(reference, from));
  }

  /** The value of a reference within a module, or an UnknownValue. */
  valueOf(reference: string, from: Place): unknown {
    const unknown = new UnknownValue(`${reference} is known after apply`);
    const [, variable] = /^var\.(\w+)$/.exec(reference) ?? [];
    if (variable !== undefined) return this.#variable(variable, from) ?? unknown;
    const [, call = '', key, output] = /^module\.([\w-]+)(?:\[(.+?)\])?\.([\w-]+)$/.exec(reference) ?? [];
    if (output !== undefined) return this.#output({ call, key, output }, from) ?? unknown;
    const [, address = '', index, attribute = ''] =
      /^((?:data\.)?[\w-]+\.[\w-]+)(?:\[(.+?)\])?\.([\w-]+)/.exec(reference) ?? [];
    const target = this.#target(address, index, from);
    return target === undefined ? unknown : (this.#around.attribute(target, attribute) ?? unknown);
  }

  /** The instance that a reference means: the only one, that of its key, or that of the same key. */
  #target(address: string, key: string | undefined, from: Place): Instance | undefined {
    const prefix = from.module === '' ? '' : `${from.module}.`;
    const whole = `${prefix}${address}`;
    const isLiteral = key !== undefined && /^(?:\d+|".*")$/.test(key);
    if (isLiteral) return this.#byAddress.get(`${whole}[${key}]`);
    const instances = instancesAt(this.#file, address, from.module);
    if (instances.length === 1) return instances[0];
    return instances.find(({ index }) => index !== undefined && index === from.index);
  }

  /** The value of a variable of a module, as the call of the module gives it. */
  #variable(name: string, { module }: Pick<Instance, 'module'>): unknown {
    const [, parent = '', call = '', key] = /^(?:(.*)\.)?module\.([\w-]+)(?:\[(.+?)\])?$/.exec(module) ?? [];
    if (call === '') return this.#file.variables[name];
    const from = { module: parent, index: key === undefined ? undefined : parsedKey(key) };
    const written = this.#around.source?.variable(name, { parent: from, call, module });
    if (written !== undefined && !(written instanceof UnknownValue)) return written;
    const expression = configurationAt(this.#file, parent)?.calls[call]?.expressions[name];
    const { references, constant_value: constant } = Object(expression);
    if (constant !== undefined) return constant;
    const [only, ...others] = this.valuesOf(references, from);
    return others.length === 0 ? only : undefined;
  }

  #output(
    {
      call,
      key,
      output,
    }: { readonly call: string; readonly key: string | undefined; readonly output: string },
    { module }: Pick<Instance, 'module'>,
  ): unknown {
    const expression = configurationAt(this.#file, module)?.calls[call]?.module.outputs[output];
    const inner = `${module === '' ? '' : `${module}.`}module.${call}${key === undefined ? '' : `[${key}]`}`;
    const written = this.#around.source?.output(output, inner);
    if (written !== undefined && !(written instanceof UnknownValue)) return written;
    const [only, ...others] = this.valuesOf(Object(expression).references, {
      module: inner,
      index: undefined,
    });
    return others.length === 0 ? only : undefined;
  }
}

/**
 * The values of an expression without those of its `each` and `count`, if one ARN is left. A condition tests them, as in
 * `each.key == "a" ? aws_iam_policy.a.arn : null`.
 */
export function withoutKeys(values: readonly unknown[]): readonly unknown[] {
  const left = values.filter(
    (value) => !(value instanceof UnknownValue && /^(?:each|count)\./.test(value.reason)),
  );
  const isArn = left.length === 1 && typeof left[0] === 'string' && left[0].startsWith('arn:');
  return isArn ? left : values;
}
