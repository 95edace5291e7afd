import { UnknownValue } from '../world/unknown-value.ts';
import { type Evaluating, NO_VALUE } from './evaluating.ts';
import { callFunction } from './functions.ts';
import { isListType, itemsOf } from './parameter-type.ts';
import { valueOfResource } from './resource-values.ts';
import { type StackContext, sectionOf } from './stack.ts';

/** Works out the values of one stack: functions, parameters, conditions and references. */
export class Evaluator implements Evaluating {
  readonly context: StackContext;
  readonly #conditions = new Map<string, boolean | UnknownValue>();
  readonly #parameters = new Map<string, unknown>();
  readonly #open = new Set<string>();

  constructor(context: StackContext) {
    this.context = context;
  }

  /** A value without functions; values that are not known are UnknownValue. Undefined for AWS::NoValue. */
  value(written: unknown): unknown {
    const value = this.#deep(written);
    return value === NO_VALUE ? undefined : value;
  }

  /** True if a condition holds; unknown if that depends on a value that is not known. */
  condition(name: string): boolean | UnknownValue {
    const known = this.#conditions.get(name);
    if (known !== undefined) return known;
    const written = sectionOf(this.context.stack.template, 'Conditions')[name];
    if (written === undefined) return new UnknownValue(`the condition ${name} is not declared`);
    const holds = this.#once(`condition ${name}`, () => this.#truth(this.value(written)));
    const result =
      typeof holds === 'boolean' || holds instanceof UnknownValue
        ? holds
        : new UnknownValue('it is no condition');
    this.#conditions.set(name, result);
    return result;
  }

  /** The value of Ref for a logical id or a pseudo parameter. */
  ref(name: string): unknown {
    const pseudo = this.#pseudo(name);
    if (pseudo !== undefined) return pseudo;
    if (Object.hasOwn(sectionOf(this.context.stack.template, 'Parameters'), name))
      return this.#parameter(name);
    return this.attribute(name, undefined);
  }

  /** The value of Fn::GetAtt, or of Ref if there is no attribute. */
  attribute(id: string, attribute: string | undefined): unknown {
    const { resources, stack } = this.context;
    const resource = Object.hasOwn(resources, id) ? resources[id] : undefined;
    if (resource === undefined) {
      const { name } = stack;
      return new UnknownValue(`${id} is neither a parameter nor a resource of the stack ${name}`);
    }
    const [, output] = /^Outputs\.(.+)$/.exec(attribute ?? '') ?? [];
    if (output !== undefined && Object.hasOwn(stack.nested, id))
      return this.#once(`${id}.${attribute}`, () => this.context.outputOf?.(id, output));
    return this.#once(`${id}.${attribute ?? ''}`, () => {
      const properties = Object(resource.properties);
      const property = (name: string) => this.value(properties[name]);
      return valueOfResource({ stack, id, type: resource.type, property }, attribute);
    });
  }

  #deep(written: unknown): unknown {
    if (Array.isArray(written))
      return written.map((item) => this.#deep(item)).filter((item) => item !== NO_VALUE);
    if (typeof written === 'string') return withoutDynamicReference(written);
    if (typeof written !== 'object' || written === null || written instanceof UnknownValue) return written;
    const entries = Object.entries(written);
    const [only] = entries;
    if (only !== undefined && entries.length === 1 && isFunction(...only)) {
      return withoutDynamicReferences(this.#call(only[0], only[1]));
    }
    const values = entries.map(([name, inner]) => [name, named(name, this.#deep(inner))] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== NO_VALUE));
  }

  #call(name: string, given: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.ref(String(given));
      case 'Condition':
        return this.condition(String(given));
      case 'Fn::If': {
        const [condition, yes, no]: readonly unknown[] = Array.isArray(given) ? given : [];
        const holds = this.condition(String(condition));
        if (!(holds instanceof UnknownValue)) return this.#deep(holds ? yes : no);
        const both = [yes, no].map((one) => this.#deep(one)).filter((value) => value !== NO_VALUE);
        return new UnknownValue(holds.reason, both);
      }
      default:
        return callFunction(name, given, this);
    }
  }

  #truth(value: unknown): boolean | UnknownValue {
    if (value instanceof UnknownValue) return value;
    return value === true || value === 'true';
  }

  #parameter(name: string): unknown {
    const known = this.#parameters.get(name);
    if (known !== undefined) return known;
    const value = this.#once(`parameter ${name}`, () => this.#parameterValue(name));
    this.#parameters.set(name, value);
    return value;
  }

  #parameterValue(name: string): unknown {
    const { stack, inOtherStack } = this.context;
    const {
      Type: type = 'String',
      Default: byDefault,
      NoEcho: hidden,
    } = Object(sectionOf(stack.template, 'Parameters')[name]);
    if (hidden === true || hidden === 'true')
      return new UnknownValue(`the parameter ${name} is secret (NoEcho)`);
    if (String(type).startsWith('AWS::SSM::Parameter::'))
      return new UnknownValue(`the parameter ${name} is read from Systems Manager at deployment`);
    if (Object.hasOwn(stack.given, name)) return this.#listed(this.context.above?.(name), String(type));
    const given = Object.hasOwn(stack.parameters, name) ? stack.parameters[name] : byDefault;
    if (given === undefined) return new UnknownValue(`the parameter ${name} has no value`);
    const text = Array.isArray(given) ? given.join(',') : String(given);
    const [, path] = /^\$\{([^}]+\.[^}]+)\}$/.exec(text) ?? [];
    const value = path === undefined ? text : inOtherStack(path);
    return this.#listed(value, String(type));
  }

  /** A value as the type of its parameter has it. */
  #listed(value: unknown, type: string): unknown {
    return isListType(type) && typeof value === 'string' ? itemsOf(value) : value;
  }

  #pseudo(name: string): unknown {
    const { name: stackName, accountId, region } = this.context.stack;
    switch (name) {
      case 'AWS::AccountId':
        return accountId;
      case 'AWS::Region':
        return region;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return stackName;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/00000000-0000-0000-0000-000000000000`;
      case 'AWS::NotificationARNs':
        return [];
      case 'AWS::NoValue':
        return NO_VALUE;
      default:
        return undefined;
    }
  }

  /** Works a value out unless it is being worked out: templates with circles are not deployed. */
  #once(what: string, work: () => unknown): unknown {
    if (this.#open.has(what)) return new UnknownValue(`${what.trim()} refers to itself`);
    this.#open.add(what);
    try {
      return work();
    } finally {
      this.#open.delete(what);
    }
  }
}

/** True for a call of a function. A policy statement may have Condition as its only member, and that is no text. */
function isFunction(name: string, given: unknown): boolean {
  return name === 'Ref' || (name === 'Condition' && typeof given === 'string') || name.startsWith('Fn::');
}

/**
 * A text, unless a part of it is read from Systems Manager or Secrets Manager at deployment.
 * Source: CloudFormation user guide, "Get values stored in other services using dynamic references".
 */
function withoutDynamicReference(text: string): string | UnknownValue {
  const [reference] = /\{\{resolve:[^{}]*\}\}/.exec(text) ?? [];
  return reference === undefined ? text : new UnknownValue(`${reference} is read at deployment`);
}

/** A value that a function gives, with its parts that are read at deployment unknown. */
function withoutDynamicReferences(value: unknown): unknown {
  if (typeof value === 'string') return withoutDynamicReference(value);
  if (typeof value !== 'object' || value === null || value instanceof UnknownValue) return value;
  if (Array.isArray(value)) return value.map(withoutDynamicReferences);
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, named(name, withoutDynamicReferences(inner))]),
  );
}

/** The value of a member: unknown if its name is. */
function named(name: string, value: unknown): unknown {
  const known = withoutDynamicReference(name);
  return known instanceof UnknownValue && value !== NO_VALUE ? known : value;
}
