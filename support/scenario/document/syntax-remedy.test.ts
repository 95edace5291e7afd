import { expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { offsetOfSyntaxFault } from '../../authorization/grammar/syntax-fault.ts';
import { jsonRemedy, yamlRemedy } from './syntax-remedy.ts';

test.each([
  ['{ // why\n"a": 1 }', '; JSON has no comments: remove it'],
  ['{ "a": 1 /* why */ }', '; JSON has no comments: remove it'],
  ['{ "a": 1, # why\n}', '; JSON has no comments: remove it'],
  ['{ "a": [1, 2,] }', '; remove the comma before it'],
  ['{ "a": 1,\n }', '; remove the comma before it'],
  ['{ "a": 1,, "b": 2 }', '; remove the comma before it'],
  ["{ 'a': 1 }", '; write it with double quotes'],
  ['{ "a": 1 "b": 2 }', '; put a comma before it'],
  ['{ "a": [1', '; a bracket or a quote is not closed'],
  ['{ "a": ? }', ''],
])('JSON %j%s', (text, remedy) => {
  expect(jsonRemedy(text, offsetOfSyntaxFault(text) ?? 0)).toBe(remedy);
});

test.each([
  ['a:\n\tb: 1', '; indent with spaces'],
  ['a: 1\na: 2', '; remove one of the two'],
  ['a: b: c', '; align the line with those of its level, or put'],
  ['a: [1', ''],
  ['a: [\n', '; look for a quote or a bracket that is not closed'],
  ['a: [1\nb: 2', '; look for a quote or a bracket that is not closed'],
])('YAML %j%s', (text, remedy) => {
  const [fault] = parseDocument(text).errors;
  expect(fault && yamlRemedy(fault)).toContain(remedy);
});
