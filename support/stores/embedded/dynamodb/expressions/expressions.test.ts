import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addNumbers } from '../../../../aws/dynamodb-arithmetic.ts';
import { requestExpressions } from '../../../../aws/dynamodb-expressions/request-expressions.ts';
import { compareValues } from '../../../../aws/dynamodb-order.ts';
import { applyUpdate } from './apply-update.ts';
import { holds } from './evaluate-condition.ts';
import { project } from './project.ts';

type Item = Record<string, AttributeValue>;

const item: Item = {
  s: { S: 'hello' },
  n: { N: '10' },
  b: { B: new Uint8Array([1, 2]) },
  t: { BOOL: true },
  z: { NULL: true },
  ss: { SS: ['x', 'y'] },
  ns: { NS: ['1', '2'] },
  l: { L: [{ N: '0' }, { N: '1' }, { M: { deep: { S: 'd' } } }] },
  m: { M: { k: { S: 'v' }, o: { N: '2' } } },
};

const values: Item = {
  ':hello': { S: 'hello' },
  ':he': { S: 'he' },
  ':9': { N: '9' },
  ':10': { N: '10.0' },
  ':b1': { B: new Uint8Array([1]) },
  ':yx': { SS: ['y', 'x'] },
  ':x': { S: 'x' },
  ':list': { L: [{ N: '7' }] },
  ':S': { S: 'S' },
  ':three': { NS: ['3'] },
  ':one': { NS: ['1'] },
};

function placeholders(text: string) {
  const used = Object.entries(values).filter(([name]) => new RegExp(`${name}(?!\\w)`).test(text));
  return used.length === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(used) };
}

test.each<[string, boolean]>([
  ['s = :hello', true],
  ['s = :he', false],
  ['s <> :he', true],
  ['gone = :he', false],
  ['gone <> :he', true],
  ['NOT gone = :he', true],
  ['n = :10', true],
  // As numbers, and not as texts.
  ['n > :9', true],
  ['n <= :9', false],
  ['s > :9', false],
  ['NOT s > :9', true],
  ['ss = :yx', true],
  ['n BETWEEN :9 AND :10', true],
  ['s IN (:he, :hello)', true],
  ['s IN (:he, :x)', false],
  ['attribute_exists(m.k)', true],
  ['attribute_exists(m.k.x)', false],
  ['attribute_exists(l[2].deep)', true],
  ['attribute_exists(l[9])', false],
  ['attribute_exists(toString)', false],
  ['attribute_not_exists(gone)', true],
  ['attribute_type(s, :S)', true],
  ['attribute_type(n, :S)', false],
  ['begins_with(s, :he)', true],
  ['begins_with(b, :b1)', true],
  ['begins_with(n, :he)', false],
  ['contains(s, :he)', true],
  ['contains(ss, :x)', true],
  ['contains(ss, :he)', false],
  ['contains(ns, :10)', false],
  ['contains(b, :b1)', true],
  ['size(l) < :9', true],
  ['size(gone) < :9', false],
  ['size(s) <> :9', true],
  ['s = :x OR n = :10 AND t <> z', true],
  ['(s = :x OR n = :10) AND attribute_exists(gone)', false],
])('the condition %s is %s', (ConditionExpression, expected) => {
  const { condition } = requestExpressions({ ConditionExpression, ...placeholders(ConditionExpression) });
  expect(condition && holds(condition, item)).toBe(expected);
});

function updated(UpdateExpression: string, before = item) {
  const { update = [] } = requestExpressions({ UpdateExpression, ...placeholders(UpdateExpression) });
  return applyUpdate(before, update);
}

describe('An update', () => {
  test.each<[string, Partial<Item>]>([
    ['SET s = :he, u = n', { s: { S: 'he' }, u: { N: '10' } }],
    ['SET n = n + :9', { n: { N: '19' } }],
    ['SET n = n - :9', { n: { N: '1' } }],
    ['SET u = if_not_exists(gone, :9), v = if_not_exists(n, :9)', { u: { N: '9' }, v: { N: '10' } }],
    ['SET l = list_append(l, :list)', { l: { L: [...(item.l?.L ?? []), { N: '7' }] } }],
    ['SET u = list_append(if_not_exists(gone, :list), :list)', { u: { L: [{ N: '7' }, { N: '7' }] } }],
    ['SET m.k = :he', { m: { M: { k: { S: 'he' }, o: { N: '2' } } } }],
    ['SET l[9] = :he', { l: { L: [...(item.l?.L ?? []), { S: 'he' }] } }],
    ['REMOVE s, m.k', { s: undefined, m: { M: { o: { N: '2' } } } }],
    ['REMOVE l[0], l[1]', { l: { L: [{ M: { deep: { S: 'd' } } }] } }],
    ['REMOVE gone', {}],
    ['ADD n :9, u :9', { n: { N: '19' }, u: { N: '9' } }],
    ['ADD ns :three', { ns: { NS: ['1', '2', '3'] } }],
    ['DELETE ns :one', { ns: { NS: ['2'] } }],
    ['DELETE ss :yx', { ss: undefined }],
    ['DELETE gone :one', {}],
    // Every action reads the item as it was.
    ['SET n = :9, u = n', { n: { N: '9' }, u: { N: '10' } }],
  ])('%s', (text, changes) => {
    const before = structuredClone(item);
    const expected = Object.entries({ ...item, ...changes }).filter(([, value]) => value !== undefined);
    expect(updated(text)).toEqual(Object.fromEntries(expected));
    expect(item).toEqual(before);
  });

  test.each<[string, string]>([
    ['SET u = gone', 'The provided expression refers to an attribute that does not exist in the item'],
    ['SET gone.k = :he', 'The document path provided in the update expression is invalid for update'],
    ['SET s.k = :he', 'The document path provided in the update expression is invalid for update'],
    ['SET m[0] = :he', 'The document path provided in the update expression is invalid for update'],
    ['REMOVE gone.k', 'The document path provided in the update expression is invalid for update'],
    ['SET s = s + :9', 'An operand in the update expression has an incorrect data type'],
    ['ADD s :9', 'An operand in the update expression has an incorrect data type'],
    ['DELETE ss :one', 'An operand in the update expression has an incorrect data type'],
    ['SET l = list_append(l, s)', 'An operand in the update expression has an incorrect data type'],
  ])('%s is refused', (text, problem) => {
    expect(() => updated(text)).toThrow(problem);
  });

  test('of an attribute with the name of a property of every object', () => {
    const { update = [] } = requestExpressions({
      UpdateExpression: 'SET #p = :v',
      ExpressionAttributeNames: { '#p': '__proto__' },
      ExpressionAttributeValues: { ':v': { S: 'v' } },
    });
    const after = applyUpdate({}, update);
    expect(Object.entries(after)).toEqual([['__proto__', { S: 'v' }]]);
    expect(Object.entries(project(after, [['__proto__']]))).toEqual([['__proto__', { S: 'v' }]]);
  });
});

test.each<[string, Item]>([
  ['s, gone', { s: { S: 'hello' } }],
  ['m.o', { m: { M: { o: { N: '2' } } } }],
  ['l[2].deep, l[0]', { l: { L: [{ N: '0' }, { M: { deep: { S: 'd' } } }] } }],
  ['s.k, m.k.x, l[7]', {}],
])('the projection %s', (ProjectionExpression, expected) => {
  const { projection = [] } = requestExpressions({ ProjectionExpression });
  expect(project(item, projection)).toEqual(expected);
});

describe('Numbers', () => {
  const number = fc
    .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 12 }))
    .map(([digits, places]) => ({ digits, places }));
  const textOf = ({ digits, places }: { digits: bigint; places: number }) => {
    const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
    const cut = text.length - places;
    return `${digits < 0n ? '-' : ''}${text.slice(0, cut)}${places > 0 ? `.${text.slice(cut)}` : ''}`;
  };

  test('are added and compared without a loss', () => {
    fc.assert(
      fc.property(number, number, (one, other) => {
        const [a, b] = [addNumbers(textOf(one), '0'), addNumbers(textOf(other), '0')];
        expect(addNumbers(addNumbers(a, b), b, -1n)).toBe(a);
        const scale = (each: typeof one) => each.digits * 10n ** BigInt(12 - each.places);
        const order = scale(one) < scale(other) ? -1 : scale(one) > scale(other) ? 1 : 0;
        expect(compareValues({ N: a }, { N: b })).toBe(order);
      }),
    );
  });

  test('that need more than 38 digits are refused', () => {
    expect(() => addNumbers('1', `0.${'0'.repeat(40)}1`)).toThrow('38 significant digits');
  });
});
