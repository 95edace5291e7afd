import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globOf, matchesGlob, parseGlob } from './glob.ts';

/** The simplest matcher, which takes exponential time. */
function naive(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*')
    return naive(pattern.slice(1), text) || (text !== '' && naive(pattern, text.slice(1)));
  return (
    text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && naive(pattern.slice(1), text.slice(1))
  );
}

describe('globs', () => {
  test.each([
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a*', 'a', true],
    ['*a', 'ba', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*ab*ab*', 'abab', true],
    ['*ab*ab*', 'abb', false],
    ['a**b', 'ab', true],
    ['?', '', false],
    ['?*?', 'ab', true],
    ['*?b*', 'ab', true],
    ['reports/*/test/*', 'reports//test/', true],
    ['reports/*/test/*', 'reports/test/x', false],
    ['[a].+$^', '[a].+$^', true],
  ])('%s against %s', (pattern, text, expected) => {
    expect(matchesGlob(parseGlob(pattern), text)).toBe(expected);
  });

  test('agree with the simplest matcher', () => {
    const letters = (alphabet: string, maxLength: number) =>
      fc.string({ unit: fc.constantFrom(...alphabet), maxLength });
    fc.assert(
      fc.property(letters('ab*?', 8), letters('ab', 10), (pattern, text) => {
        expect(matchesGlob(parseGlob(pattern), text)).toBe(naive(pattern, text));
      }),
      { numRuns: 3000 },
    );
  });

  test('match literal parts literally', () => {
    const glob = globOf([{ pattern: 'home/' }, { literal: '*' }, { pattern: '/?' }]);
    expect(matchesGlob(glob, 'home/*/x')).toBe(true);
    expect(matchesGlob(glob, 'home/alice/x')).toBe(false);
  });

  test('stay fast for patterns on which a backtracking matcher hangs', () => {
    const glob = parseGlob(`${'a*'.repeat(60)}b`);
    const started = performance.now();
    for (let i = 0; i < 100; i += 1) matchesGlob(glob, 'a'.repeat(5000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
