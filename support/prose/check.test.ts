import { expect, test } from '@jest/globals';
import { findingsIn, rulesWith } from './check.ts';
import { readDictionary } from './rules/dictionary.ts';

const rules = rulesWith(readDictionary([]));

test('a finding names its rule, file, line and sentence', () => {
  const source = ['/**', ' * Reads a key. Nobody', ' * else does.', ' */'].join('\n');
  expect(findingsIn('support/a.ts', source, rules)).toEqual([
    {
      rule: 'words',
      file: 'support/a.ts',
      line: 2,
      sentence: 'Nobody else does.',
      wrong: '"Nobody else"',
      instead: expect.stringContaining('an anonymous caller'),
    },
  ]);
});

test.each([
  ['length', 'a.md', `${'word '.repeat(26)}.`],
  ['words', 'a.md', 'Whoever reads it.'],
  ['openings', 'a.ts', '/** Whether it reads. */'],
  ['titles', 'a.feature', 'Feature: So does a bucket policy'],
  ['markers', 'a.ts', '// Undocumented: the text.'],
  ['american', '.ci/run', '# The organisation.'],
  ['spelling', 'a.yaml', '# The evalution.'],
])('%s is a rule', (rule, file, source) => {
  expect(findingsIn(file, source, rules).map((finding) => finding.rule)).toEqual([rule]);
});
