import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GapList } from './gap-list.ts';
import { policyText } from './policy-text.ts';
import { UnknownValue } from './unknown-value.ts';

const place = { file: 't.yaml', line: 1, id: 'Policy', property: 'PolicyDocument' };
const unknown = new UnknownValue('it is not known');

/** The statements that are left of some, and the number of gaps. */
function left(...Statement: readonly unknown[]): readonly [unknown, number] {
  const gaps = new GapList();
  const text = policyText({ Version: '2012-10-17', Statement }, place, gaps);
  return [text ? JSON.parse(text).Statement : text, gaps.sorted().length];
}

const allow = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
const deny = { ...allow, Effect: 'Deny' };

describe('the text of a policy', () => {
  test.each<[string, unknown, unknown]>([
    ['an Allow of an unknown resource', { ...allow, Resource: unknown }, ''],
    [
      'an Allow of some unknown resources',
      { ...allow, Resource: ['a', unknown] },
      [{ ...allow, Resource: ['a'] }],
    ],
    [
      'an Allow to some unknown principals',
      { ...allow, Principal: { AWS: ['a', unknown] } },
      [{ ...allow, Principal: { AWS: ['a'] } }],
    ],
    [
      'an Allow with an unknown NotResource',
      { ...allow, Resource: undefined, NotResource: ['a', unknown] },
      '',
    ],
    [
      'an Allow under an unknown condition',
      { ...allow, Condition: { StringEquals: { a: ['b', unknown] } } },
      '',
    ],
    ['a Deny of an unknown resource', { ...deny, Resource: unknown }, [deny]],
    ['a Deny of an unknown action', { ...deny, Action: ['a', unknown] }, [{ ...deny, Action: '*' }]],
    [
      'a Deny under an unknown condition',
      { ...deny, Condition: { StringEquals: { a: unknown, b: 'c' } } },
      [{ ...deny, Condition: { StringEquals: { b: 'c' } } }],
    ],
    ['a Deny under unknown conditions alone', { ...deny, Condition: { Bool: { a: unknown } } }, [deny]],
    ['an unknown statement', unknown, undefined],
    ['an unknown effect', { ...allow, Effect: unknown }, undefined],
  ])('with %s', (_, statement, expected) => {
    expect(left(statement)).toEqual([expected, 1]);
  });

  test('keeps the order of its members, and the layout of a text', () => {
    const gaps = new GapList();
    expect(
      policyText({ Statement: [{ Sid: 'a', Effect: 'Allow' }], Version: '2012-10-17' }, place, gaps),
    ).toMatch(/^\{\n {2}"Statement": \[\n {4}\{\n {6}"Sid": "a",\n {6}"Effect"/);
    expect(policyText('{\n\t"Version": "2012-10-17"\n}', place, gaps)).toBe(
      '{\n\t"Version": "2012-10-17"\n}',
    );
    expect(policyText('{"Id":"a","Id":"b"}', place, gaps)).toBe('{"Id":"a","Id":"b"}');
    expect(gaps.sorted()).toEqual([]);
  });

  test('of known statements has them all, whatever they are', () => {
    const statement = fc.record({
      Effect: fc.constantFrom('Allow', 'Deny'),
      Action: fc.string(),
      Resource: fc.array(fc.string()),
    });
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1 }), (statements) => {
        expect(left(...statements)).toEqual([statements, 0]);
      }),
    );
  });
});
