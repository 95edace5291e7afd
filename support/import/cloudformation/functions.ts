import { UnknownValue, unknownWithin } from '../world/unknown-value.ts';
import { type Evaluating, textOf } from './evaluating.ts';
import { splitCidr } from './split-cidr.ts';
import { sectionOf } from './stack.ts';

/** Calls a function of CloudFormation. A function that keyhole does not have gives an unknown value. */
export function callFunction(name: string, given: unknown, evaluator: Evaluating): unknown {
  const call = FUNCTIONS[name];
  if (call === undefined) return new UnknownValue(`keyhole does not know the function ${name}`);
  return call(given, evaluator);
}

type Call = (given: unknown, evaluator: Evaluating) => unknown;

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The evaluated arguments of a function; the first unknown one, if there is one. */
function argumentsOf(given: unknown, evaluator: Evaluating): readonly unknown[] | UnknownValue {
  const values = listOf(evaluator.value(given));
  const unknown = values.find((value) => value instanceof UnknownValue);
  return unknown instanceof UnknownValue ? unknown : values;
}

const malformed = (name: string) => new UnknownValue(`${name} is not written as CloudFormation takes it`);

function join(given: unknown, evaluator: Evaluating): unknown {
  const values = argumentsOf(given, evaluator);
  if (values instanceof UnknownValue) return values;
  const [separator, items] = values;
  const unknown = unknownWithin(items);
  if (unknown !== undefined) return unknown;
  return Array.isArray(items) ? items.map(String).join(String(separator)) : malformed('Fn::Join');
}

/** Fn::Sub. `${!Literal}` stays as `${Literal}`, for policy variables of IAM. */
function substitute(given: unknown, evaluator: Evaluating): unknown {
  const [template, map] = Array.isArray(given) ? given : [given, {}];
  const text = textOf(evaluator.value(template));
  if (text instanceof UnknownValue) return text;
  const values: Readonly<Record<string, unknown>> = Object(evaluator.value(map));
  let unknown: UnknownValue | undefined;
  const filled = text.replaceAll(/\$\{(!?)([^{}]*)\}/g, (_, literal: string, written: string) => {
    if (literal === '!') return `\${${written}}`;
    const name = written.trim();
    const dot = name.indexOf('.');
    const value = Object.hasOwn(values, name)
      ? values[name]
      : dot === -1
        ? evaluator.value({ Ref: name })
        : evaluator.attribute(name.slice(0, dot), name.slice(dot + 1));
    const part = textOf(value);
    if (typeof part === 'string') return part;
    unknown ??= part;
    return '';
  });
  return unknown ?? filled;
}

function getAtt(given: unknown, evaluator: Evaluating): unknown {
  const written =
    typeof given === 'string' ? [given.split('.')[0], given.slice(given.indexOf('.') + 1)] : given;
  const values = argumentsOf(written, evaluator);
  if (values instanceof UnknownValue) return values;
  return evaluator.attribute(String(values[0]), values.slice(1).map(String).join('.'));
}

function findInMap(given: unknown, evaluator: Evaluating): unknown {
  const values = argumentsOf(given, evaluator);
  if (values instanceof UnknownValue) return values;
  const [map, top, second, otherwise] = values;
  const maps = sectionOf(evaluator.context.stack.template, 'Mappings');
  const found: unknown = Object(Object(maps[String(map)])[String(top)])[String(second)];
  const byDefault: unknown = Object(otherwise).DefaultValue;
  return (
    found ?? byDefault ?? new UnknownValue(`Fn::FindInMap finds nothing at ${values.slice(0, 3).join('.')}`)
  );
}

function logical(decisive: boolean): Call {
  return (given, evaluator) => {
    const values = listOf(evaluator.value(given));
    if (values.some((value) => value === decisive)) return decisive;
    return values.find((value) => value instanceof UnknownValue) ?? !decisive;
  };
}

const FUNCTIONS: Readonly<Record<string, Call>> = {
  'Fn::Join': join,
  'Fn::Sub': substitute,
  'Fn::GetAtt': getAtt,
  'Fn::FindInMap': findInMap,
  'Fn::And': logical(false),
  'Fn::Or': logical(true),
  'Fn::Not': (given, evaluator) => {
    const [value] = listOf(evaluator.value(given));
    return value instanceof UnknownValue ? value : value !== true;
  },
  'Fn::Equals': (given, evaluator) => {
    const values = argumentsOf(given, evaluator);
    if (values instanceof UnknownValue) return values;
    const unknown = unknownWithin(values);
    return unknown ?? comparable(values[0]) === comparable(values[1]);
  },
  'Fn::Select': (given, evaluator) => {
    const values = argumentsOf(given, evaluator);
    if (values instanceof UnknownValue) return values;
    const item = Array.isArray(values[1]) ? values[1][Number(values[0])] : undefined;
    return item ?? malformed('Fn::Select');
  },
  'Fn::Split': (given, evaluator) => {
    const values = argumentsOf(given, evaluator);
    if (values instanceof UnknownValue) return values;
    return typeof values[1] === 'string' ? values[1].split(String(values[0])) : malformed('Fn::Split');
  },
  'Fn::ImportValue': (given, evaluator) => {
    const name = textOf(evaluator.value(given));
    return name instanceof UnknownValue ? name : evaluator.context.importValue(name);
  },
  'Fn::GetAZs': (given, evaluator) => {
    const region = textOf(evaluator.value(given));
    if (region instanceof UnknownValue) return region;
    const own = region === '' ? evaluator.context.stack.region : region;
    return ['a', 'b', 'c'].map((zone) => `${own}${zone}`);
  },
  'Fn::Base64': (given, evaluator) => {
    const text = textOf(evaluator.value(given));
    return text instanceof UnknownValue ? text : Buffer.from(text).toString('base64');
  },
  'Fn::Cidr': (given, evaluator) => {
    const values = argumentsOf(given, evaluator);
    if (values instanceof UnknownValue) return values;
    const [block, count, bits = 8] = values;
    return splitCidr(String(block), Number(count), Number(bits)) ?? malformed('Fn::Cidr');
  },
  'Fn::Length': (given, evaluator) => {
    const value = evaluator.value(given);
    return Array.isArray(value) ? value.length : (unknownWithin(value) ?? malformed('Fn::Length'));
  },
  'Fn::ToJsonString': (given, evaluator) => {
    const value = evaluator.value(given);
    return unknownWithin(value) ?? JSON.stringify(value);
  },
};

/** CloudFormation compares texts: `true` and "true" are equal. */
function comparable(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
