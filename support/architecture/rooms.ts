import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

/** A folder, with the folders below it that are not rooms themselves, and the rooms that its files may import from. */
export interface Room {
  readonly room: string;
  readonly imports: readonly string[];
}

const schema = z.record(z.string(), z.array(z.string()));

/** The rooms that rooms.yaml lists, in its order, by their paths from the root. */
export function readRooms(): readonly Room[] {
  const text = readFileSync(new URL('rooms.yaml', import.meta.url), 'utf8');
  const rows = Object.entries(schema.parse(parse(text)));
  return rows.map(([room, imports]) => ({ room: pathOf(room), imports: imports.map(pathOf) }));
}

function pathOf(room: string): string {
  return room === 'steps' ? room : `support/${room}`;
}
