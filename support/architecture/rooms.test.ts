import { describe, expect, test } from '@jest/globals';
import { circleIn, isBesideTheProduct, readImports } from './imports.ts';
import { faultsIn, roomOf } from './room-faults.ts';
import { readRooms } from './rooms.ts';

const imports = readImports();
const rooms = readRooms();

describe('the rooms of the house', () => {
  test('hold every file, and import as their rows allow', () => {
    expect(imports.size).toBeGreaterThan(700);
    expect(faultsIn(imports, rooms)).toEqual([]);
  });

  test('stand in one order: a row allows only rooms above it', () => {
    const above = new Set<string>();
    for (const { room, imports: allowed } of rooms) {
      expect(allowed.filter((other) => !above.has(other))).toEqual([]);
      above.add(room);
    }
  });

  test('allow nothing that no file needs', () => {
    const needed = new Set<string>();
    for (const [file, imported] of imports)
      for (const other of imported) needed.add(`${roomOf(file, rooms)} → ${roomOf(other, rooms)}`);
    const allowed = rooms.flatMap(({ room, imports: others }) => others.map((other) => `${room} → ${other}`));
    expect(allowed.filter((arrow) => !needed.has(arrow))).toEqual([]);
  });

  test('import nothing that serves tests and measurements alone', () => {
    const amiss = [...imports].flatMap(([file, imported]) =>
      imported.filter(isBesideTheProduct).map((other) => `${file} imports ${other}`),
    );
    expect(amiss).toEqual([]);
  });

  test('have no imports in a circle', () => {
    expect(circleIn(imports)).toBeUndefined();
  });
});

describe('a fault is told', () => {
  const two = [
    { room: 'support/aws', imports: [] },
    { room: 'support/stores', imports: ['support/aws'] },
  ];

  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      'of an arrow that no row allows',
      'support/aws/a.ts',
      ['support/stores/b.ts'],
      ['support/aws/a.ts imports support/stores/b.ts: support/aws may not import support/stores'],
    ],
    ['of a folder that is in no room', 'support/new/a.ts', [], ['support/new/a.ts is in no room']],
    [
      'of an import from no room',
      'support/aws/a.ts',
      ['support/new/a.ts'],
      ['support/aws/a.ts imports support/new/a.ts, which is in no room'],
    ],
    [
      'not of an arrow that is allowed',
      'support/stores/a.ts',
      ['support/aws/b.ts', 'support/stores/c/d.ts'],
      [],
    ],
  ])('%s', (_, file, imported, faults) => {
    expect(faultsIn(new Map([[file, imported]]), two)).toEqual(faults);
  });

  test('of a circle, by the files along it', () => {
    const circle = new Map([
      ['a.ts', ['b.ts']],
      ['b.ts', ['c.ts', 'd.ts']],
      ['c.ts', []],
      ['d.ts', ['b.ts']],
    ]);
    expect(circleIn(circle)).toEqual(['b.ts', 'd.ts', 'b.ts']);
  });
});
