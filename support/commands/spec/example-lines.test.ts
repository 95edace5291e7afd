import { describe, expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { atExamples } from './example-lines.ts';

const feature = `Feature: F
  Background:
    Given the shared-reports scenario

  @W01
  Example: first
    When the analyst role reads "a"
    Then access is granted

  # about the second
  @W02
  @slow
  Scenario Outline: second
    When <who> reads "a"

    Examples:
      | who |
      | one |
      | two |

  Rule: r
    Example: third
      Then access to the bucket is:
        | who | read |
        | one | yes  |
`;

describe('a line of a feature stands for the example that it is in:', () => {
  test.each([
    ['the line of the example', 6, 6],
    ['a step', 8, 6],
    ['a tag above it', 5, 6],
    ['a comment above its tags', 10, 13],
    ['a step of an outline', 14, 13],
    ['the table of an outline', 16, 13],
    ['the head of the table', 17, 13],
    ['a row, which is an example of its own', 19, 19],
    ['a table of a step', 25, 22],
    ['the feature, which is no example', 1, 1],
    ['the background', 3, 3],
    ['a rule', 21, 21],
    ['a line below the last', 99, 99],
  ])('%s', (_, line, expected) => {
    using _folder = inFolder({ 'features/a.feature': feature });
    expect(atExamples(`features/a.feature:${line}`)).toBe(`features/a.feature:${expected}`);
  });

  test('several lines, each once', () => {
    using _folder = inFolder({ 'a.feature': feature });
    expect(atExamples('a.feature:7:8:23')).toBe('a.feature:6:22');
  });

  test.each(['features', 'a.feature', 'gone.feature:3', 'features/**/*.feature'])('not of %s', (path) => {
    using _folder = inFolder({ 'a.feature': feature });
    expect(atExamples(path)).toBe(path);
  });
});
