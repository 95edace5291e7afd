import { UnknownValue, unknownWithin } from '../world/unknown-value.ts';
import { instancesAt, modulesAt } from './addresses.ts';
import { computedValue } from './computed-value.ts';
import { isLeftOut } from './is-left-out.ts';
import { callsOf, configurationOf } from './module-configuration.ts';
import { isOwnName } from './own-name.ts';
import { policyDocument } from './policy-document.ts';
import type { Instance, ResourceConfiguration, TerraformFile } from './read-terraform.ts';
import { itemOfList } from './referenced-arn.ts';
import { References, withoutKeys } from './references.ts';
import type { Resolving, Step } from './resolving.ts';
import type { SourceFolder } from './source/source-folder.ts';
import { SourceValues } from './source/source-values.ts';

/** The surroundings of instances. */
interface Around {
  readonly region: string;
  /** The id of the account of an instance. */
  readonly accountOf: (instance: Instance) => string;
  readonly note: (instance: Instance, reason: string, consequence: string) => void;
  /** The files of the configuration, if they are there. */
  readonly source?: SourceFolder | undefined;
}

/** Works out values that are known after apply, by the references in the configuration. */
export class Resolver implements Resolving {
  readonly #file: TerraformFile;
  readonly #accountOf: (instance: Instance) => string;
  readonly #region: string;
  readonly #note: (instance: Instance, reason: string, consequence: string) => void;
  readonly #values = new Map<string, unknown>();
  readonly #open = new Set<string>();
  readonly #references: References;
  readonly #source: SourceValues | undefined;

  constructor(file: TerraformFile, { region, accountOf, note, source }: Around) {
    this.#note = note;
    this.#file = file;
    this.#region = region;
    this.#accountOf = accountOf;
    this.#source = source === undefined ? undefined : this.#valuesIn(source);
    this.#references = new References(file, {
      source: this.#source,
      attribute: (instance, name) => this.attribute(instance, name),
    });
  }

  #valuesIn(source: SourceFolder): SourceValues {
    return new SourceValues({
      moduleOf: (module) => source.moduleOf(callsOf(this.#file, module)),
      valueOf: (reference, from) => this.#references.valueOf(reference, from),
      instancesOf: (address, module) => {
        const within = (whole: string) => whole.slice(module.length).replace(/^\./, '');
        return address.startsWith('module.')
          ? modulesAt(this.#file, address, module).map(within)
          : instancesAt(this.#file, address, module).map((one) => within(one.address));
      },
      noteChanged: (instance) =>
        this.#note(
          instance,
          'the configuration beside the plan is not the one that was planned',
          'what it says is left aside: plan again, or name its folder',
        ),
    });
  }

  /** The values of an instance. What is known after apply is resolved, or is an UnknownValue. */
  values(instance: Instance): Readonly<Record<string, unknown>> {
    const known = this.#values.get(instance.address);
    if (known !== undefined) return Object(known);
    const values = this.#merged(instance, instance.values, instance.unknown, []);
    this.#values.set(instance.address, values);
    return Object(values);
  }

  /** An attribute of an instance: as it is planned, as AWS will make it, or unknown. */
  attribute(instance: Instance, name: string): unknown {
    const what = `${instance.address}.${name}`;
    if (this.#open.has(what)) return new UnknownValue(`${what} refers to itself`);
    this.#open.add(what);
    try {
      const planned = Object(instance.values)[name] ?? undefined;
      const isUnknown = Object(instance.unknown)[name];
      if (planned !== undefined && isUnknown === undefined) return planned;
      if (instance.type === 'aws_iam_policy_document' && /json$/.test(name))
        return policyDocument(
          this.#source?.documentOf(instance) ?? this.values(instance),
          (reason, consequence) => this.#note(instance, reason, consequence),
        );
      const configured =
        isUnknown === true && !isOwnName(instance, [name]) ? this.#byReference(instance, [name]) : undefined;
      if (configured !== undefined && !(configured instanceof UnknownValue)) return configured;
      const computed = computedValue(instance, name, {
        accountId: this.#accountOf(instance),
        region: this.#region,
        attribute: (other) => this.attribute(instance, other),
      });
      return computed ?? planned ?? new UnknownValue(`${what} is known after apply`);
    } finally {
      this.#open.delete(what);
    }
  }

  #merged(instance: Instance, value: unknown, unknown: unknown, path: readonly Step[]): unknown {
    if (unknown === true) return isOwnName(instance, path) ? undefined : this.#byReference(instance, path);
    if (Array.isArray(value)) {
      const flags: readonly unknown[] = Array.isArray(unknown) ? unknown : [];
      const isPlain =
        flags.some((flag) => flag === true) &&
        value.every((item) => typeof item !== 'object' || item === null);
      if (isPlain) return this.#list(instance, value, flags, path);
      return value.map((item, index) => this.#merged(instance, item, flags[index], [...path, index]));
    }
    const isObject = typeof value === 'object' && value !== null;
    if (!isObject && (typeof unknown !== 'object' || unknown === null)) return value;
    const names = new Set([...Object.keys(Object(value)), ...Object.keys(Object(unknown))]);
    const memberOf = (name: string) =>
      this.#merged(instance, Object(value)[name], Object(unknown)[name], [...path, name]);
    const members = [...names].map((name) => [name, memberOf(name)]);
    return Object.fromEntries(members.filter(([, member]) => member !== undefined));
  }

  /** A list in which some items are known after apply. Each takes the value of one reference, if there are as many. */
  #list(
    instance: Instance,
    value: readonly unknown[],
    flags: readonly unknown[],
    path: readonly Step[],
  ): unknown {
    const written = this.#source?.valueAt(instance, path, this.#expression(instance, path));
    const isWhole = Array.isArray(written) && written.length === value.length;
    if (isWhole && unknownWithin(written) === undefined) return written;
    const values = this.#referenced(instance, path) ?? [];
    const missing = flags.filter(Boolean).length;
    const reason = `${instance.address}.${path.join('.')} is known after apply`;
    let next = 0;
    return value.map((item, index) => {
      if (flags[index] !== true) return item;
      const only = values.length === missing ? values[next++] : undefined;
      return (only !== undefined && itemOfList(only, path)) || new UnknownValue(reason);
    });
  }

  /** The value of a text that is known after apply: that of its only reference. Undefined if it is not configured. */
  #byReference(instance: Instance, path: readonly Step[]): unknown {
    const written = this.#source?.valueAt(instance, path, this.#expression(instance, path));
    if (written !== undefined) return written ?? undefined;
    const values = this.#referenced(instance, path);
    if (values === undefined) {
      const isConfigured = this.#expression(instance, path.slice(0, 1)) !== undefined;
      return path.length > 1 && isConfigured && !isLeftOut(instance, path, this.configurationOf(instance))
        ? new UnknownValue(`${instance.address}.${path.join('.')} is known after apply`)
        : undefined;
    }
    const [only, ...others] = withoutKeys(values);
    const reason = `${instance.address}.${path.join('.')} is known after apply, and the plan does not tell how it is made`;
    return only === undefined || others.length > 0 ? new UnknownValue(reason) : only;
  }

  /** The values of the references of an expression; undefined if the configuration has no expression there. */
  #referenced(instance: Instance, path: readonly Step[]): readonly unknown[] | undefined {
    const expression = this.#expression(instance, path);
    if (expression === undefined) return undefined;
    return this.#references.valuesOf(Object(expression).references, instance);
  }

  #expression(instance: Instance, path: readonly Step[]): unknown {
    const configuration = this.configurationOf(instance);
    return path.reduce<unknown>((at, step) => Object(at)[step], configuration?.expressions);
  }

  /** The configuration of an instance; undefined in a state. */
  configurationOf(instance: Instance): ResourceConfiguration | undefined {
    return configurationOf(this.#file, instance);
  }
}
