import { describe, expect, test } from '@jest/globals';
import { misplaced, strayTags, unproven, untagged } from './outcome-checks.ts';

const entry = (pattern: 'write-only-bucket' | 'secure-file-exchange', statement: string) => ({
  pattern,
  statement,
});
const register = new Map([
  ['W01', entry('write-only-bucket', 'The writer writes.')],
  ['X01', entry('secure-file-exchange', 'The client reads.')],
]);
const example = (...tags: readonly string[]) => ({
  name: 'A',
  uri: 'features/write-only-bucket/a.feature',
  place: 'features/write-only-bucket/a.feature:7',
  tags,
});

describe('tags', () => {
  test('of the register, and what a store has to be able to, are known', () => {
    const known = example('@W01', '@needs:s3:UpdateObjectEncryption', '@confidence:low');
    expect(strayTags([known], register)).toEqual([]);
    expect(untagged([known])).toEqual([]);
  });

  test('an id that the register lacks is told with the nearest', () => {
    expect(strayTags([example('@W02')], register)).toEqual([
      'features/write-only-bucket/a.feature:7: scenarios/outcomes.yaml has no outcome W02; did you mean "W01"? Known: W01, X01',
    ]);
  });

  test.each(['@w01', '@W1', '@W001', '@wip', '@needs:everything', '@confidence:high'])(
    '%s is not a known tag',
    (tag) => {
      expect(strayTags([example(tag)], register)).toEqual([
        `features/write-only-bucket/a.feature:7: ${tag} is not an outcome's id, such as @W03, nor @needs:<permission>, nor @confidence:medium|low; correct or remove it`,
      ]);
    },
  );

  test('an example without an id proves nothing', () => {
    expect(untagged([example('@needs:s3:UpdateObjectEncryption')])).toEqual([
      'features/write-only-bucket/a.feature:7: "A" proves no outcome; tag it with the id of one',
    ]);
  });

  test('an id of another pattern is out of place', () => {
    expect(misplaced([example('@W01', '@X01')], register)).toEqual([
      'features/write-only-bucket/a.feature:7: @X01 belongs to secure-file-exchange; move the example to features/secure-file-exchange, or change the tag',
    ]);
  });
});

describe('the outcomes of the register', () => {
  test('are proven', () => {
    expect(unproven([example('@W01'), example('@X01')], register)).toEqual([]);
  });

  test('one without an example is told with what it states', () => {
    expect(unproven([example('@W01')], register)).toEqual([
      'no example is tagged @X01; write one in features/secure-file-exchange: The client reads.',
    ]);
  });
});
