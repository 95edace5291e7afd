import { describe, expect, test } from '@jest/globals';
import { lineAt } from './passage.ts';
import { readPassages } from './read-passages.ts';

/** The passages of a file, each as `line kind: text`. */
const read = (file: string, ...lines: string[]) =>
  readPassages(file, lines.join('\n'))?.map(({ line, kind, text }) => `${line} ${kind}: ${text}`);

describe('TypeScript', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a doc comment', ['', '/** Reads a', ' * key. */'], ['2 doc comment: Reads a\nkey.']],
    ['a comment of several lines as one', ['// Reads', '// a key.'], ['1 comment: Reads\na key.']],
    ['comments apart', ['// Reads', '', '// a key.'], ['1 comment: Reads', '3 comment: a key.']],
    [
      'a comment behind code',
      ['f(); // Reads.', 'g(); // Writes.'],
      ['1 comment: Reads.', '2 comment: Writes.'],
    ],
    [
      'a reason given to a tool',
      ['// biome-ignore lint/a/b: it is read twice'],
      ['1 comment:  it is read twice'],
    ],
    [
      'rows of a table as cells',
      ['/**', ' * | a | b |', ' */'],
      ['2 cell: a', '2 cell: b', '1 doc comment: \n'],
    ],
    ['a literal that is a sentence', ["f('the key is not there');"], ['1 message: the key is not there']],
    ['not a literal of other words', ["f('kms secretsmanager dynamodb sts', 'a key');"], []],
    [
      'literals that are joined',
      ["f('the key ' +", "  'is not there');"],
      ['1 message: the key is not there'],
    ],
    ['a template', ['f(`the key ${a[`}`]} is not there`);'], ['1 message: the key □ is not there']],
    ['not what looks like a comment in literals', ["f('// a', `/* b */`, /\\/* c */);"], []],
    ['a division', ["a = b / c; // it's half"], ["1 comment: it's half"]],
    ['a regular expression', ["return /'[/']/.test(a); // it's so"], ["1 comment: it's so"]],
  ])('reads %s', (_, lines, passages) => {
    expect(read('a.ts', ...lines)).toEqual(passages);
  });

  test('of tests, reads comments and titles alone', () => {
    const lines = [
      '// One.',
      "f('the key is not there');",
      "describe('two', () => {",
      "  test.skip('three', f);",
      "  test.each([['four']])(",
      "    'five %s', f);",
      '  (docker ? test : test.skip)(`six ${seven}`, f);',
      "  /a/.test('eight');",
    ];
    expect(read('a.test.ts', ...lines)).toEqual([
      '1 comment: One.',
      '3 test title: two',
      '4 test title: three',
      '6 test title: five %s',
      '7 test title: six □',
    ]);
  });
});

test('Markdown: reads headings, paragraphs, items and cells, not code', () => {
  expect(
    read(
      'a.md',
      '# One',
      'Two',
      'three.',
      '',
      '- four',
      '- five',
      '```',
      'six',
      '```',
      '| a | `b` |',
      '| - | - |',
    ),
  ).toEqual([
    '1 text: One',
    '2 text: Two\nthree.',
    '5 text: four',
    '6 text: five',
    '10 cell: a',
    '10 cell: `b`',
  ]);
});

test('YAML: reads comments, and members that are prose', () => {
  expect(read('a.yaml', '# One', '# two.', 'a:', '  statement: "Three # four"', '  id: five')).toEqual([
    '1 comment: One\ntwo.',
    '4 text: Three # four',
  ]);
});

test('a script: reads comments', () => {
  expect(read('.ci/run', '#!/bin/sh', '# One', 'echo "# two"')).toEqual(['2 comment: One']);
});

test('a feature: reads titles, descriptions, steps and comments', () => {
  expect(
    read(
      'a.feature',
      'Feature: One?',
      '  Two.',
      '  Background:',
      '    Given three',
      '  Rule: Four',
      '    # five',
      '    Example: Six',
      '      When seven',
    ),
  ).toEqual([
    '6 comment: five',
    '1 title: One?',
    '2 text:   Two.',
    '4 step: three',
    '5 title: Four',
    '7 title: Six',
    '8 step: seven',
  ]);
});

test('other files are not read', () => {
  expect(readPassages('a.json', '{}')).toBeUndefined();
});

test('a passage knows the lines of its text', () => {
  const passage = { kind: 'comment', line: 7, text: 'a\nb\nc' } as const;
  expect(lineAt(passage, 4)).toBe(9);
  expect(lineAt({ ...passage, flat: true }, 4)).toBe(7);
});
