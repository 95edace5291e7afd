import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { addNumbers } from '../../../../aws/dynamodb-arithmetic.ts';
import type { Attributes } from '../../../../aws/dynamodb-attributes.ts';
import { validation } from '../../../../aws/dynamodb-errors.ts';
import type {
  DocumentPath,
  UpdateAction,
  UpdateOperand,
  UpdateValue,
} from '../../../../aws/dynamodb-expressions/expression.ts';
import { comparable } from '../../../../aws/dynamodb-order.ts';
import { valueAt } from './value-at.ts';

type Item = Record<string, AttributeValue>;

/**
 * The item after an update. Every action reads the item as it was before. Throws ValidationException for a path that does not
 * exist in the item, and for a value of another type than the action takes.
 *
 * Source: Amazon DynamoDB developer guide, "Using update expressions in DynamoDB"; the texts as AWS sends them.
 */
export function applyUpdate(before: Attributes, actions: readonly UpdateAction[]): Item {
  const after: Item = structuredClone({ ...before });
  const changes = actions.flatMap((action) => changeOf(before, action));
  for (const { path, value } of changes) if (value !== undefined) write(after, path, value);
  const removed = changes.filter(({ value }) => value === undefined).map(({ path }) => path);
  // The elements of a list keep their positions until the last one is removed.
  for (const path of removed.toSorted(lastFirst)) remove(after, path);
  return after;
}

interface Change {
  readonly path: DocumentPath;
  /** Undefined if the path is removed. */
  readonly value: AttributeValue | undefined;
}

function changeOf(before: Attributes, action: UpdateAction): readonly Change[] {
  const { kind, path } = action;
  switch (kind) {
    case 'REMOVE':
      requireParent(before, path);
      return [{ path, value: undefined }];
    case 'SET':
      return [{ path, value: given(before, action.value) }];
    case 'ADD':
      return [{ path, value: added(valueAt(before, path), action.value) }];
    case 'DELETE': {
      const current = valueAt(before, path);
      return current === undefined ? [] : [{ path, value: without(current, action.value) }];
    }
  }
}

function given(before: Attributes, value: UpdateValue): AttributeValue {
  if (!isSum(value)) return operandOf(before, value);
  const [first, second] = [operandOf(before, value.first), operandOf(before, value.second)];
  if (first.N === undefined || second.N === undefined) throw wrongType();
  return { N: addNumbers(first.N, second.N, value.kind === 'plus' ? 1n : -1n) };
}

function isSum(value: UpdateValue): value is Exclude<UpdateValue, UpdateOperand> {
  return value.kind === 'plus' || value.kind === 'minus';
}

function operandOf(before: Attributes, operand: UpdateOperand): AttributeValue {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'path': {
      const value = valueAt(before, operand.path);
      if (value !== undefined) return value;
      throw validation('The provided expression refers to an attribute that does not exist in the item');
    }
    case 'if_not_exists':
      return valueAt(before, operand.path) ?? operandOf(before, operand.otherwise);
    case 'list_append': {
      const [first, second] = [operandOf(before, operand.first), operandOf(before, operand.second)];
      if (first.L === undefined || second.L === undefined) throw wrongType();
      return { L: [...first.L, ...second.L] };
    }
  }
}

function added(current: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (current === undefined) return value;
  if (value.N !== undefined) {
    if (current.N === undefined) throw wrongType();
    return { N: addNumbers(current.N, value.N) };
  }
  if (value.SS !== undefined && current.SS !== undefined)
    return { SS: [...new Set([...current.SS, ...value.SS])] };
  if (value.NS !== undefined && current.NS !== undefined)
    return { NS: [...new Set([...current.NS, ...value.NS])] };
  if (value.BS === undefined || current.BS === undefined) throw wrongType();
  const known = new Set(current.BS.map(textOf));
  return { BS: [...current.BS, ...value.BS.filter((bytes) => !known.has(textOf(bytes)))] };
}

/** A set without some members; undefined if none is left. */
function without(current: AttributeValue, value: AttributeValue): AttributeValue | undefined {
  const { SS, NS, BS } = value;
  if (SS !== undefined && current.SS !== undefined)
    return setUnlessEmpty(
      'SS',
      current.SS.filter((each) => !SS.includes(each)),
    );
  if (NS !== undefined && current.NS !== undefined)
    return setUnlessEmpty(
      'NS',
      current.NS.filter((each) => !NS.includes(each)),
    );
  if (BS === undefined || current.BS === undefined) throw wrongType();
  const gone = new Set(BS.map(textOf));
  const left = current.BS.filter((each) => !gone.has(textOf(each)));
  return left.length === 0 ? undefined : { BS: left };
}

function setUnlessEmpty(type: 'SS' | 'NS', left: string[]): AttributeValue | undefined {
  if (left.length === 0) return undefined;
  return type === 'SS' ? { SS: left } : { NS: left };
}

function textOf(bytes: Uint8Array): string {
  return comparable({ B: bytes });
}

function write(item: Item, path: DocumentPath, value: AttributeValue): void {
  const { parent, step } = parentOf(item, path);
  if (typeof step === 'string' && parent.M !== undefined) define(parent.M, step, value);
  else if (typeof step === 'number' && parent.L !== undefined) {
    // An element beyond the end of a list is appended.
    parent.L[Math.min(step, parent.L.length)] = value;
  } else throw invalidPath();
}

function remove(item: Item, path: DocumentPath): void {
  const { parent, step } = parentOf(item, path);
  if (typeof step === 'string' && parent.M !== undefined) Reflect.deleteProperty(parent.M, step);
  else if (typeof step === 'number' && parent.L !== undefined) parent.L.splice(step, 1);
  else throw invalidPath();
}

function requireParent(item: Attributes, path: DocumentPath): void {
  const { parent, step } = parentOf(item, path);
  if ((typeof step === 'string' ? parent.M : parent.L) === undefined) throw invalidPath();
}

/** The map or list that a path ends in, and its last step. */
function parentOf(item: Attributes, path: DocumentPath) {
  const [name, ...steps] = path;
  const step = steps.at(-1) ?? name;
  if (steps.length === 0) return { parent: { M: item as Item, L: undefined }, step };
  const parent = valueAt(item, [name, ...steps.slice(0, -1)]);
  if (parent === undefined) throw invalidPath();
  return { parent, step };
}

/** An attribute may have the name of a property that every object has. */
function define(attributes: Item, name: string, value: AttributeValue): void {
  Object.defineProperty(attributes, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Paths into a list, from its end. */
function lastFirst(one: DocumentPath, two: DocumentPath): number {
  const [first, second] = [one.at(-1), two.at(-1)];
  return typeof first === 'number' && typeof second === 'number' ? second - first : 0;
}

function wrongType(): Error {
  return validation('An operand in the update expression has an incorrect data type');
}

function invalidPath(): Error {
  return validation('The document path provided in the update expression is invalid for update');
}
