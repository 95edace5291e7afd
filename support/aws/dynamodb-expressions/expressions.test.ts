import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ExpressionMembers, requestExpressions } from './request-expressions.ts';

const ExpressionAttributeValues = {
  ':s': { S: 's' },
  ':n': { N: '1' },
  ':b': { BOOL: true },
  ':l': { L: [] },
};
const ExpressionAttributeNames = { '#n': 'name' };

/** The members of a request with these placeholders, of which it takes those that its expressions use. */
function members(expressions: ExpressionMembers): ExpressionMembers {
  const text = Object.values(expressions).join(' ');
  const used = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => text.includes(key)));
  const [names, values] = [used(ExpressionAttributeNames), used(ExpressionAttributeValues)];
  return {
    ...expressions,
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

const refusal = (expressions: ExpressionMembers) => () => requestExpressions(expressions);

describe('A condition is read', () => {
  const path = (...steps: readonly (string | number)[]) => ({ kind: 'path', path: steps });
  const value = (of: object) => ({ kind: 'value', value: of });

  test.each<[string, object]>([
    ['a = :s', { kind: 'compare', by: '=', left: path('a'), right: value({ S: 's' }) }],
    ['#n.b[2].c <> a', { kind: 'compare', by: '<>', left: path('name', 'b', 2, 'c'), right: path('a') }],
    [
      'size(a) > :n',
      { kind: 'compare', by: '>', left: { kind: 'size', of: path('a') }, right: value({ N: '1' }) },
    ],
    ['a between :n AND b', { kind: 'between', of: path('a'), low: value({ N: '1' }), high: path('b') }],
    ['a IN (:s, :n)', { kind: 'in', of: path('a'), among: [value({ S: 's' }), value({ N: '1' })] }],
    ['attribute_exists(a)', { kind: 'function', name: 'attribute_exists', operands: [path('a')] }],
    [
      'not contains(a, :s)',
      { kind: 'not', of: { kind: 'function', name: 'contains', operands: [path('a'), value({ S: 's' })] } },
    ],
  ])('%s', (ConditionExpression, expected) => {
    expect(requestExpressions(members({ ConditionExpression })).condition).toEqual(expected);
  });

  test('by precedence: NOT, then AND, then OR', () => {
    const of = (name: string) => ({ kind: 'function', name: 'attribute_exists', operands: [path(name)] });
    const text =
      'attribute_exists(a) OR NOT attribute_exists(b) AND (attribute_exists(c) OR attribute_exists(d))';
    expect(requestExpressions({ ConditionExpression: text }).condition).toEqual({
      kind: 'or',
      left: of('a'),
      right: {
        kind: 'and',
        left: { kind: 'not', of: of('b') },
        right: { kind: 'or', left: of('c'), right: of('d') },
      },
    });
  });
});

describe('A condition is refused', () => {
  test.each<[string, string]>([
    ['', 'The expression can not be empty;'],
    ['a =', 'Syntax error; token: "<EOF>", near: "="'],
    ['a = :s b', 'Syntax error; token: "b", near: ":s b"'],
    ['a ! :s', 'Syntax error; token: "!", near: "a ! :s"'],
    ['a', 'Syntax error; token: "<EOF>"'],
    ['(a = :s', 'Syntax error; token: "<EOF>"'],
    ['a[b] = :s', 'Syntax error; token: "b"'],
    ['name = :s', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['a = :x', 'An expression attribute value used in expression is not defined; attribute value: :x'],
    ['#x = :s', 'An expression attribute name used in the document path is not defined; attribute name: #x'],
    ['foo(a)', 'Invalid function name; function: foo'],
    [
      'if_not_exists(a, :s)',
      'The function is not allowed to be used this way in an expression; function: if_not_exists',
    ],
    ['size(a)', 'Syntax error; token: "<EOF>"'],
    [
      'a = attribute_exists(b)',
      'The function is not allowed to be used this way in an expression; function: attribute_exists',
    ],
    [
      'begins_with(a)',
      'Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1',
    ],
    [
      'begins_with(a, :n)',
      'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    ],
    [
      'attribute_exists(:s)',
      'Operator or function requires a document path; operator or function: attribute_exists',
    ],
    [
      'attribute_type(a, :s)',
      'Invalid attribute type name found; type: s, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
    ],
    [
      'a < :b',
      'Incorrect operand type for operator or function; operator or function: <, operand type: BOOL',
    ],
    [
      'a BETWEEN :s AND :n',
      'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:s}, upper bound operand: AttributeValue: {N:1}',
    ],
    ['((a = :s))', 'The expression has redundant parentheses;'],
    [`${'('.repeat(2000)}a = :s${')'.repeat(2000)}`, 'The expression has redundant parentheses;'],
    [`a = :s${' OR a = :s'.repeat(200)}`, 'The expression has more than 300 operators and functions'],
    [`${'NOT '.repeat(1000)}a = :s`, 'The expression has more than 300 operators and functions'],
    [
      `a = :s${' '.repeat(4100)}`,
      'Expression size has exceeded the maximum allowed size; expression size: 4106',
    ],
  ])('%.40s', (ConditionExpression, problem) => {
    expect(refusal(members({ ConditionExpression }))).toThrow(`Invalid ConditionExpression: ${problem}`);
  });
});

describe('An update is refused', () => {
  test.each<[string, string]>([
    ['PUT a = :s', 'Syntax error; token: "PUT", near: "PUT a"'],
    ['SET a', 'Syntax error; token: "<EOF>"'],
    ['SET a = :s SET b = :s', 'The "SET" section can only be used once in an update expression;'],
    [
      'SET a = :s, a.b = :n',
      'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
    ],
    [
      'SET a.b = :s REMOVE a[0]',
      'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]',
    ],
    [
      'SET a = b + :s',
      'Incorrect operand type for operator or function; operator or function: +, operand type: S',
    ],
    ['SET a = size(b)', 'The function is not allowed in an update expression; function: size'],
    ['SET a = foo(b)', 'Invalid function name; function: foo'],
    [
      'SET a = if_not_exists(:s, :n)',
      'Operator or function requires a document path; operator or function: if_not_exists',
    ],
    [
      'SET a = list_append(a)',
      'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1',
    ],
    [
      'SET a = list_append(a, :s)',
      'Incorrect operand type for operator or function; operator or function: list_append, operand type: S',
    ],
    [
      'ADD a :s',
      'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
    ],
    [
      'DELETE a :n',
      'Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND',
    ],
    ['ADD a b', 'Syntax error; token: "<EOF>"'],
  ])('%s', (UpdateExpression, problem) => {
    expect(refusal(members({ UpdateExpression }))).toThrow(`Invalid UpdateExpression: ${problem}`);
  });
});

describe('Members are refused', () => {
  test.each<[string, ExpressionMembers & Record<string, unknown>, string]>([
    [
      'unused values',
      { ConditionExpression: 'attribute_exists(a)', ExpressionAttributeValues: { ':x': { S: '' } } },
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:x}',
    ],
    [
      'unused names',
      { ProjectionExpression: 'a', ExpressionAttributeNames: { '#x': 'b' } },
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}',
    ],
    [
      'no values',
      { ConditionExpression: 'attribute_exists(a)', ExpressionAttributeValues: {} },
      'ExpressionAttributeValues must not be empty',
    ],
    [
      'a name without its mark',
      { ProjectionExpression: 'a', ExpressionAttributeNames: { x: 'b' } },
      'ExpressionAttributeNames contains invalid key: Syntax error; key: "x"',
    ],
    [
      'values without an expression',
      { ExpressionAttributeValues: { ':x': { S: '' } } },
      'ExpressionAttributeValues can only be specified when using expressions',
    ],
    [
      'both kinds',
      { UpdateExpression: 'REMOVE a', AttributeUpdates: {} },
      'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributeUpdates} Expression parameters: {UpdateExpression}',
    ],
    [
      'paths that overlap',
      { ProjectionExpression: 'a, a[0]' },
      'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, [0]]',
    ],
  ])('%s', (_, given, problem) => {
    expect(refusal(given)).toThrow(problem);
  });
});

test('any text is read or refused in words', () => {
  const piece = fc.constantFrom(
    'a',
    '#n',
    ':s',
    '(',
    ')',
    '[0]',
    '.',
    ',',
    '=',
    '<',
    'AND',
    'OR',
    'NOT',
    'IN',
    'size',
    'contains',
    'SET',
    'BETWEEN',
    '+',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.constantFrom(
        'ConditionExpression',
        'UpdateExpression',
        'ProjectionExpression',
        'KeyConditionExpression',
      ),
      (pieces, member) => {
        try {
          requestExpressions({
            [member]: pieces.join(' '),
            ExpressionAttributeNames,
            ExpressionAttributeValues,
          });
        } catch (error) {
          expect(error).toMatchObject({ code: 'ValidationException' });
        }
      },
    ),
  );
});
