import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countedWork, growsLinearly } from '../aws/testing/counted-work.ts';
import { compile } from './compiling/compiled-policy.ts';
import { readJsonText } from './grammar/json-text.ts';
import { offsetOfSyntaxFault } from './grammar/syntax-fault.ts';
import { compileActions } from './matching/action-pattern.ts';
import { matchesArn, parseArnPattern } from './matching/arn-pattern.ts';
import { matchesGlob, parseGlob } from './matching/glob.ts';
import { parseTemplate } from './matching/template.ts';
import { parsePolicy } from './parse-policy.ts';

const SIZE = 400;

/** Texts of tokens that have a meaning in some grammar: their repetitions are the costly inputs of parsers. */
const fragment = fc
  .array(
    fc.constantFrom(
      ...[
        '${',
        '}',
        '$',
        ' ',
        ',',
        "'",
        ':',
        '*',
        '?',
        'a',
        'aws:username',
        '"',
        '\\',
        '[',
        ']',
        '{',
        '0',
        '.',
        '\n',
      ],
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''));

const variable = (name: string): string => `$\{${name}}`;
const variables = { variables: true, path: '' };
const nothing = { get: () => undefined };

function bucketPolicy(statement: object): string {
  const complete = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', ...statement };
  return JSON.stringify({ Version: '2012-10-17', Statement: [complete] });
}

function parsed(text: string): () => unknown {
  return () => compile(parsePolicy(text, { kind: 'bucket' })).mentionedKeys;
}

describe('twice the size costs twice the work', () => {
  test.each([
    ['a template of variables that are not closed', (n: number) => '${'.repeat(n)],
    ['a template of blanks in a variable', (n: number) => `\${${' '.repeat(n)}`],
    ['a template of closed variables', (n: number) => variable('aws:username').repeat(n)],
  ])('to read %s', (_, text) => {
    expect(growsLinearly((n) => () => parseTemplate(text(n), variables), SIZE)).toBe(true);
  });

  test.each<[string, (n: number) => string]>([
    [
      'blanks in a condition value',
      (n) => bucketPolicy({ Condition: { StringEquals: { 'aws:username': `\${${' '.repeat(n)}` } } }),
    ],
    ['variables in a resource', (n) => bucketPolicy({ Resource: `arn:aws:s3:::${'${'.repeat(n)}` })],
    ['one very long name', (n) => bucketPolicy({ Sid: 's', [`E${'f'.repeat(n)}`]: 1 })],
    ['a long name over many values', (n) => `{"${'a'.repeat(n)}":[${'1,'.repeat(n)}1]}`],
    ['many values', (n) => bucketPolicy({ Action: Array.from({ length: n }, (_, i) => `s3:Get${i}`) })],
    [
      'many statements with the same Sid last',
      (n) =>
        JSON.stringify({
          Statement: Array.from({ length: n }, (_, i) => ({
            Sid: `s${i}`,
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: '*',
          })),
        }),
    ],
    ['arrays in arrays', (n) => '['.repeat(n) + ']'.repeat(n)],
    ['objects in objects', (n) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`],
    [
      'objects in objects with a name that occurs twice',
      (n) => `${'{"a":'.repeat(n)}{"b":1,"b":2}${'}'.repeat(n)}`,
    ],
    [
      'a fault at a path of many steps',
      (n) => bucketPolicy({ Condition: { StringEquals: { [`a:${'.[0]'.repeat(n)}`]: {} } } }),
    ],
  ])('to read a policy with %s', (_, text) => {
    expect(growsLinearly((n) => parsed(text(n)), SIZE)).toBe(true);
  });

  test('to read a policy that repeats any text', () => {
    const places = fc.constantFrom<(text: string) => string>(
      (text) => bucketPolicy({ Resource: `arn:aws:s3:::${text}` }),
      (text) => bucketPolicy({ Condition: { StringLike: { 'aws:username': text } } }),
      (text) => bucketPolicy({ Condition: { ArnLike: { 'aws:PrincipalArn': text } } }),
      (text) => bucketPolicy({ Condition: { [text]: { 'aws:username': 'a' } } }),
      (text) => bucketPolicy({ Condition: { StringLike: { [text]: 'a' } } }),
      (text) => bucketPolicy({ Action: text }),
      (text) => bucketPolicy({ Sid: text, Effect: text }),
      (text) => bucketPolicy({ Principal: { AWS: text } }),
      (text) => text,
    );
    fc.assert(
      fc.property(fragment, places, (text, place) =>
        growsLinearly((n) => parsed(place(text.repeat(n))), SIZE),
      ),
      { numRuns: 200 },
    );
  });

  test('to find the fault in a text that is not JSON', () => {
    fc.assert(
      fc.property(fragment, (text) => growsLinearly((n) => () => offsetOfSyntaxFault(text.repeat(n)), SIZE)),
    );
  });

  test('to read any JSON, and to find a position in it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) =>
        growsLinearly(
          (n) => () =>
            readJsonText(JSON.stringify(Array.from({ length: n }, () => value))).positionOf('[1].a'),
          50,
        ),
      ),
      { numRuns: 50 },
    );
  });
});

describe('a pattern costs at most its length times the text', () => {
  const piece = fc.constantFrom('a', 'b', '*', '?', 'aa', '*a', '?b', 'ab');
  const pattern = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
  const text = fc
    .array(fc.constantFrom('a', 'b', 'aa'), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(''));

  test('as a glob', () => {
    fc.assert(
      fc.property(pattern, text, fc.integer({ min: 1, max: 30 }), (one, other, n) => {
        const glob = parseGlob(one.repeat(n));
        const matched = other.repeat(n * 4);
        const work = countedWork(() => matchesGlob(glob, matched));
        expect(work).toBeLessThanOrEqual(4 * (one.length * n + 1) * (matched.length + 1));
      }),
    );
  });

  test('as the actions of a statement', () => {
    const covers = (n: number) => compileActions([`s3:${'*a'.repeat(n)}`]);
    expect(growsLinearly((n) => () => covers(SIZE)(`s3:${'a'.repeat(n)}b`), SIZE)).toBe(true);
  });

  test('as an ARN with wildcards', () => {
    const like = parseArnPattern(`arn:aws:s3:::${'*a'.repeat(50)}`, variables);
    const asked = (n: number) => () => like && matchesArn(like, `arn:aws:s3:::${'a'.repeat(n)}b`, nothing);
    expect(growsLinearly(asked, SIZE)).toBe(true);
  });
});
