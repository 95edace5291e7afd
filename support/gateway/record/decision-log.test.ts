import { describe, expect, test } from '@jest/globals';
import type { Decision } from '../../authorization/terms/decision.ts';
import { type DecisionRecord, MemoryDecisionLog } from './decision-log.ts';

const allowed = { result: 'Granted', statements: [] } as unknown as Decision;
function record(id: string): DecisionRecord {
  return { id, time: new Date(0), decisions: [], response: { status: 200 } };
}

describe('MemoryDecisionLog', () => {
  test('gives a record by its id', () => {
    const log = new MemoryDecisionLog();
    log.add(record('a'));
    expect(log.get('a')).toEqual(record('a'));
    expect(log.get('b')).toBeUndefined();
  });

  test('keeps the last records, oldest first', () => {
    const log = new MemoryDecisionLog(3);
    for (const id of ['a', 'b', 'c', 'd', 'e']) log.add(record(id));
    expect(log.records().map(({ id }) => id)).toEqual(['c', 'd', 'e']);
    expect(log.get('a')).toBeUndefined();
  });

  test('keeps fewer records where they hold very many decisions, and the last one whatever it holds', () => {
    const log = new MemoryDecisionLog(1000);
    const large = (id: string, count: number) => ({
      ...record(id),
      decisions: Array.from({ length: count }, () => allowed),
    });
    for (let i = 0; i < 100; i++) log.add(large(String(i), 1000));
    expect(log.records().map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => String(80 + i)));
    log.add(large('larger', 30_000));
    expect(log.records().map(({ id }) => id)).toEqual(['larger']);
    for (let i = 0; i < 1500; i++) log.add(record(`small ${i}`));
    expect(log.records()).toHaveLength(1000);
    expect(log.get('small 500')).toBeDefined();
    expect(log.get('small 499')).toBeUndefined();
  });
});
