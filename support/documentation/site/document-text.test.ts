import { describe, expect, test } from '@jest/globals';
import { documentText, statementAt } from './document-text.ts';

const BOM = String.fromCharCode(0xfeff);

/** The statements of a text: the number, the lines, the id, the effect and the Sid of each. */
function statementsIn(text: string) {
  return documentText({ text }).statements.map(
    ({ number, firstLine, lastLine, anchor, effect, sid }) =>
      `${number}: ${firstLine}-${lastLine} ${anchor} ${effect ?? '-'} ${sid ?? '-'}`,
  );
}

describe('statements of a document', () => {
  test.each([
    [
      'one below the other',
      '{\n"Statement": [\n{\n"Sid": "A", "Effect": "Allow"\n},\n{ "Effect": "Deny" }\n]\n}\n',
      ['1: 3-5 L3 Allow A', '2: 6-6 L6 Deny -'],
    ],
    ['a single one', '{\n"Statement": {\n"Effect": "Allow" } }', ['1: 2-3 L2 Allow -']],
    [
      'all on one line',
      '{"Statement":[{"Sid":"A","Effect":"Allow"},{"Sid":"B","Effect":"Deny"}]}',
      ['1: 1-1 L1 Allow A', '2: 1-1 L1.2 Deny B'],
    ],
    [
      'beginning where the one before ends',
      '{ "Statement": [{\n"Effect": "Allow"\n}, {\n"Effect": "Deny"\n}] }',
      ['1: 1-3 L1 Allow -', '2: 3-5 L3 Deny -'],
    ],
    ['after a byte order mark', `${BOM}{\n"Statement": [\n{ "Effect": "Allow" }]}`, ['1: 3-3 L3 Allow -']],
    ['with tabs', '{\n\t"Statement":\t[\n\t\t{ "Effect":\t"Allow" }\n\t]\n}', ['1: 3-3 L3 Allow -']],
    [
      'with line breaks of Windows',
      '{\r\n"Statement": [\r\n{\r\n"Effect": "Allow" }\r\n]}\r\n',
      ['1: 3-4 L3 Allow -'],
    ],
    ['with an escaped Sid', '{"Statement":{"Sid":"a\\"b","Effect":"Allow"}}', ['1: 1-1 L1 Allow a"b']],
    ['that are no objects', '{"Statement":["x", 3]}', []],
    ['in a list', '[{"Effect":"Allow"}]', []],
    ['in a document without any', '{"Version":"2012-10-17"}', []],
    ['in a text that is not JSON', 'Statement: <none>', []],
    ['in an empty text', '', []],
  ])('%s', (_, text, expected) => {
    expect(statementsIn(text)).toEqual(expected);
  });

  test('have their elements and their conditions, each from its name to the end of its value', () => {
    const text =
      '{"Statement":{"Action": ["a", "b"], "Condition": {"Bool": {"aws:SecureTransport": "true"}}}}';
    const [statement] = documentText({ text }).statements;
    const spans = [statement?.elements.get('Action'), ...(statement?.conditions ?? [])];
    expect(spans.map((span) => text.slice(span?.start, span?.end))).toEqual([
      '"Action": ["a", "b"]',
      '"aws:SecureTransport": "true"',
    ]);
    expect(statement?.conditions).toMatchObject([{ operator: 'Bool', key: 'aws:SecureTransport' }]);
  });
});

describe('the lines of a document', () => {
  test.each([
    ['a\nb', ['a', 'b']],
    ['a\nb\n', ['a', 'b']],
    ['a\r\n\r\nb\r\n', ['a', '', 'b']],
    ['', ['']],
  ])('%j', (text, lines) => {
    const read = documentText({ text });
    expect(read.lines.map(({ start, end }) => text.slice(start, end))).toEqual(lines);
    expect(read.lines.map(({ number }) => number)).toEqual(lines.map((_, index) => index + 1));
  });

  test('have names and values, and no punctuation, as tokens', () => {
    const text = '{ "Effect": "Allow",\n"n": [1, true] }';
    const tokens = documentText({ text }).lines.map((line) =>
      line.tokens.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`),
    );
    expect(tokens).toEqual([
      ['name "Effect"', 'effect "Allow"'],
      ['name "n"', 'value 1', 'value true'],
    ]);
  });
});

describe('the statement of a record', () => {
  const minified = documentText({ text: '{"Statement":[{"Sid":"A"},{"Sid":"B"},{"Effect":"Deny"}]}' });

  test.each([
    ['the statement "A"', 1],
    ['the statement "B"', 2],
    ['statement 3', 3],
    ['the statement "C"', 1],
  ])('is found by its name where several begin on a line: %s', (name, number) => {
    expect(statementAt(minified, 1, name)?.number).toBe(number);
  });

  test('is found by its line alone where one begins there', () => {
    const text = documentText({ text: '{"Statement":[\n{"Sid":"A"},\n{"Sid":"B"}]}' });
    expect(statementAt(text, 3, 'the statement "renamed"')?.sid).toBe('B');
    expect(statementAt(text, 9, 'the statement "B"')).toBeUndefined();
  });
});
