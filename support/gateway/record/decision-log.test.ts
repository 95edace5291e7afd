import { describe, expect, test } from '@jest/globals';
import type { Decision } from '../../authorization/terms/decision.ts';
import { MemoryTrail, type TrailRecord } from './decision-log.ts';

const allowed = { outcome: 'Granted', statements: [] } as unknown as Decision;
function record(id: string): TrailRecord {
  return { id, time: new Date(0), decisions: [], response: { status: 200 } };
}

describe('MemoryTrail', () => {
  test('gives a record by its id', () => {
    const trail = new MemoryTrail();
    trail.add(record('a'));
    expect(trail.get('a')).toEqual(record('a'));
    expect(trail.get('b')).toBeUndefined();
  });

  test('keeps the last records, oldest first', () => {
    const trail = new MemoryTrail(3);
    for (const id of ['a', 'b', 'c', 'd', 'e']) trail.add(record(id));
    expect(trail.records().map(({ id }) => id)).toEqual(['c', 'd', 'e']);
    expect(trail.get('a')).toBeUndefined();
  });

  test('keeps fewer records where they hold very many decisions, and the last one whatever it holds', () => {
    const trail = new MemoryTrail(1000);
    const large = (id: string, count: number) => ({
      ...record(id),
      decisions: Array.from({ length: count }, () => allowed),
    });
    for (let i = 0; i < 100; i++) trail.add(large(String(i), 1000));
    expect(trail.records().map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => String(80 + i)));
    trail.add(large('larger', 30_000));
    expect(trail.records().map(({ id }) => id)).toEqual(['larger']);
    for (let i = 0; i < 1500; i++) trail.add(record(`small ${i}`));
    expect(trail.records()).toHaveLength(1000);
    expect(trail.get('small 500')).toBeDefined();
    expect(trail.get('small 499')).toBeUndefined();
  });
});
