import { describe, expect, test } from '@jest/globals';
import { MemoryTrail, type TrailRecord } from './decision-log.ts';

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
});
