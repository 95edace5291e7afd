import { expect, test } from '@jest/globals';
import { heldByAbsence } from './held-by-absence.ts';
import { contextOf, type Keys } from './proof/cases/short-policies.ts';
import type { StatementReference } from './terms/decision.ts';

const statement = (operator: string, key = 'aws:TagKeys'): StatementReference => ({
  policy: 'the bucket policy of reports',
  layer: 'resource',
  index: 0,
  effect: 'Allow',
  conditions: [{ operator, key, values: ['team'] }],
});

test.each<[operator: string, keys: Keys, note: string | undefined]>([
  ['ForAllValues:StringEquals', {}, 'aws:TagKeys is absent, so ForAllValues:StringEquals holds'],
  [
    'ForAllValues:StringEquals',
    { 'aws:TagKeys': [] },
    'aws:TagKeys is absent, so ForAllValues:StringEquals holds',
  ],
  ['ForAllValues:StringEquals', { 'aws:TagKeys': ['team'] }, undefined],
  ['StringNotEquals', {}, 'aws:TagKeys is absent, so StringNotEquals holds'],
  ['StringEqualsIfExists', {}, 'aws:TagKeys is absent, so StringEqualsIfExists holds'],
  ['Null', {}, undefined],
  ['ForAllValues:StringEquals', { 'aws:TagKeys': 'unknowable' }, undefined],
])('%s with %j: %s', (operator, keys, note) => {
  expect(heldByAbsence(statement(operator), contextOf(keys))).toBe(note);
});

test('a statement without conditions has no note', () => {
  const { conditions: _, ...bare } = statement('Null');
  expect(heldByAbsence(bare, contextOf({}))).toBeUndefined();
});
