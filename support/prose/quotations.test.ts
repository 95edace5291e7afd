import { expect, test } from '@jest/globals';
import type { Finding } from './check.ts';
import { readQuotations, withoutQuotations } from './quotations.ts';

const finding: Finding = {
  rule: 'spelling',
  file: 'a.ts',
  line: 3,
  sentence: 'Atleast one tag is needed.',
  wrong: '"Atleast" is in no dictionary',
  instead: 'another word',
};
const quotation = { file: 'a.ts', begins: 'Atleast one', reason: "DynamoDB's message" };

test.each([
  ['a quotation is spared', [quotation], [], []],
  ['another file is not', [{ ...quotation, file: 'b.ts' }], [finding], [{ ...quotation, file: 'b.ts' }]],
  [
    'another sentence is not',
    [{ ...quotation, begins: 'One' }],
    [finding],
    [{ ...quotation, begins: 'One' }],
  ],
])('%s', (_, quotations, findings, unused) => {
  expect(withoutQuotations([finding], quotations)).toEqual({ findings, unused });
});

test('every quotation of the house gives a reason', () => {
  expect(readQuotations().length).toBeGreaterThan(0);
  expect(readQuotations().filter(({ reason }) => reason.length < 20)).toEqual([]);
});
