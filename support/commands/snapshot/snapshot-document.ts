import { createHash } from 'node:crypto';
import { ownVersion } from '../../node/own-version.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import type { SavedWorld } from '../lab/world/saved-world.ts';

/** The form of snapshots that this keyhole writes and reads. */
const FORMAT = 1;

/** The world of a lab in a file. */
export interface SnapshotDocument {
  readonly keyhole: 'snapshot';
  readonly format: number;
  /** The version of keyhole that wrote it: only the same one reads it, since a world has the form of its code. */
  readonly version: string;
  /** SHA-256 of the world as compact JSON. */
  readonly digest: string;
  readonly world: SavedWorld;
}

/** The snapshot of a world. */
export function snapshotOf(world: SavedWorld): SnapshotDocument {
  return { keyhole: 'snapshot', format: FORMAT, version: ownVersion(), digest: digestOf(world), world };
}

/** The text of a snapshot's file: a line for each member. */
export function snapshotText({ world, ...head }: SnapshotDocument): string {
  const lines = Object.entries({ ...head, world }).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

/**
 * The snapshot that a document is. Throws SpecError, with the name of the document, for one that is no snapshot, one of
 * another version, and one that was changed.
 */
export function snapshotIn(document: unknown, name: string): SnapshotDocument {
  if (!isSnapshot(document)) throw refused(`${name} is not a snapshot that keyhole saved`);
  const { format, version, digest, world } = document;
  if (format !== FORMAT)
    throw refused(
      `${name} has the form ${format} of snapshots, and this keyhole reads the form ${FORMAT}: save it again`,
    );
  if (version !== ownVersion())
    throw refused(
      `${name} was saved by keyhole ${version}, and this is ${ownVersion()}: only the same version reads it`,
    );
  if (digest !== digestOf(world))
    throw refused(`${name} is broken: it was changed or cut after it was saved`);
  return document;
}

function isSnapshot(document: unknown): document is SnapshotDocument {
  if (typeof document !== 'object' || document === null) return false;
  const { keyhole, format, version, digest, world } = document as Record<string, unknown>;
  return (
    keyhole === 'snapshot' &&
    typeof format === 'number' &&
    typeof version === 'string' &&
    typeof digest === 'string' &&
    typeof world === 'object' &&
    world !== null
  );
}

function digestOf(world: SavedWorld): string {
  return createHash('sha256').update(JSON.stringify(world)).digest('hex');
}

function refused(message: string): SpecError {
  return new SpecError('invalid-document', message);
}
