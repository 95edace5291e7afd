import { describe, expect, test } from '@jest/globals';
import type { Denied as DeniedDecision, Layer } from '../authorization/terms/decision.ts';
import { layerFacts } from '../authorization/terms/layer-facts.ts';
import type { DecisionRecord } from '../gateway/record/decision-log.ts';
import { cellOf, checkCell } from './access-cell.ts';
import type { Denied } from './answer.ts';
import { missingObject } from './testing/missing-object.ts';

function denied(
  layer: Layer,
  more: { readonly action?: string; readonly explicit?: boolean; readonly service?: 's3' | 'kms' } = {},
): Denied {
  const { action = 's3:GetObject', explicit = false, service = 's3' } = more;
  const decision: DeniedDecision = {
    result: 'Denied',
    permission: { action, resource: '*', resourceAccount: '1', context: { get: () => undefined } },
    layer,
    explicit,
    crossAccount: false,
    considered: [],
  };
  const record: DecisionRecord = {
    id: '1',
    time: new Date(0),
    service,
    decisions: [decision],
    response: { status: 403 },
  };
  return { result: 'Denied', code: 'AccessDenied', status: 403, message: '', decision, record };
}

describe('a cell of an access matrix', () => {
  test.each([
    ['yes', { result: 'Granted', value: {}, records: [] } as const],
    ['identity policy', denied('identity')],
    ['identity policy denies', denied('identity', { explicit: true })],
    ['identity policy for the key', denied('identity', { action: 'kms:Decrypt' })],
    ['identity policy', denied('identity', { action: 'kms:Decrypt', service: 'kms' })],
    ['identity policy for the key denies', denied('identity', { action: 'kms:Decrypt', explicit: true })],
    ['key policy', denied('key policy', { action: 'kms:Decrypt' })],
    ['key policy denies', denied('key policy', { action: 'kms:Decrypt', explicit: true, service: 'kms' })],
    ['bucket policy', denied('resource')],
    ['same account only', denied('cross-account operation', { action: 'kms:PutKeyPolicy', service: 'kms' })],
    ['Block Public Access', denied('block public access', { explicit: true })],
  ])('reads "%s"', (cell, answer) => {
    expect(cellOf(answer)).toBe(cell);
    expect(() => checkCell(cell)).not.toThrow();
  });

  test.each(Object.keys(layerFacts) as Layer[])(
    'of a refusal by the layer %s is in the vocabulary',
    (layer) => {
      for (const explicit of [true, false]) {
        const cell = cellOf(denied(layer, { explicit }));
        expect(cell).toMatch(/^[a-zAB]/);
        expect(() => checkCell(cell)).not.toThrow();
      }
    },
  );

  test('a request that failed reads as no cell that could be stated', () => {
    expect(cellOf(missingObject)).toBe('404 NoSuchKey: gone');
    expect(() => checkCell(cellOf(missingObject))).toThrow(
      /is not a cell of an access matrix\. Known: yes, .*identity policy,/,
    );
  });

  test.each([
    'no',
    '',
    'identity',
    'yes denies',
    'same account only denies',
    'key policy denies for the key',
  ])('"%s" is none', (cell) => {
    expect(() => checkCell(cell)).toThrow(/is not a cell of an access matrix/);
  });
});
