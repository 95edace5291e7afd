import { dirname } from 'node:path/posix';
import type { Room } from './rooms.ts';

/** The room that a file is in: the innermost one; undefined if it is in none. */
export function roomOf(file: string, rooms: readonly Room[]): string | undefined {
  const names = new Set(rooms.map(({ room }) => room));
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    if (names.has(folder)) return folder;
  }
  return undefined;
}

/** The imports that no row allows, and the files in no room, as sentences. */
export function faultsIn(
  imports: ReadonlyMap<string, readonly string[]>,
  rooms: readonly Room[],
): readonly string[] {
  const allowed = new Map(rooms.map(({ room, imports: others }) => [room, new Set([room, ...others])]));
  return [...imports].flatMap(([file, imported]) => {
    const own = roomOf(file, rooms);
    if (own === undefined) return [`${file} is in no room`];
    return imported.flatMap((other) => {
      const its = roomOf(other, rooms);
      if (its === undefined) return [`${file} imports ${other}, which is in no room`];
      if (allowed.get(own)?.has(its)) return [];
      return [`${file} imports ${other}: ${own} may not import ${its}`];
    });
  });
}
