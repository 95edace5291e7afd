import { describe, expect, test } from '@jest/globals';
import execWithIndices from './exec-with-indices.ts';

describe('execWithIndices', () => {
  test.each([
    ['a group', /^the (\w+) key$/, 'the shared key'],
    ['groups within a group', /^((\w+) in (\w+)) reads$/, 'somebody in intake reads'],
    ['a group that stands for nothing', /^reads "([^"]*)"(?: with (\w+))?$/, 'reads "a"'],
    ['equal groups', /^(\w+) and (\w+)$/, 'one and one'],
  ])('tells where %s is', (_, expression, text) => {
    const match = execWithIndices(expression, text);
    const cut = match?.indices?.map((place) => place && text.slice(...place));
    expect(cut).toEqual([...(expression.exec(text) ?? [])]);
  });

  test('tells the same each time', () => {
    const expression = /(\d)/;
    expect(execWithIndices(expression, 'a 1')?.indices?.[1]).toEqual([2, 3]);
    expect(execWithIndices(expression, '2')?.indices?.[1]).toEqual([0, 1]);
  });

  test('is null if the text does not match', () => {
    expect(execWithIndices(/^a$/, 'b')).toBeNull();
  });
});
