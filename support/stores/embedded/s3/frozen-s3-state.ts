import type { KeyObject } from 'node:crypto';
import type { FrozenClass } from '../frozen/frozen-graph.ts';
import type { Bucket, KeyHistory } from './buckets/bucket.ts';
import { SealedContent } from './content/sealed-content.ts';
import type { SpillFile } from './content/spill-file.ts';
import { KeyIndex } from './objects/key-index.ts';
import { createVersionIds, type KeptVersionIds } from './objects/version-id.ts';
import type { S3State } from './s3-state.ts';

/** The state of S3 without its functions, and without the file of large objects, which ends with its process. */
export interface FreezableS3State {
  readonly buckets: Map<string, Bucket>;
  readonly masterKey: KeyObject;
  readonly versionIds: KeptVersionIds;
}

/** The part of the state that is frozen. */
export function freezableS3({ buckets, masterKey, versionIds }: S3State): FreezableS3State {
  return { buckets, masterKey, versionIds: versionIds.kept() };
}

/** The state of its frozen part. Contents that were taken over are in the spill file that they were made with. */
export function s3StateOf(
  { buckets, masterKey, versionIds }: FreezableS3State,
  spillFile: SpillFile,
): S3State {
  // A state that was frozen by an earlier version has no completions.
  const whole = [...buckets].map(([name, bucket]): [string, Bucket] => [
    name,
    { ...bucket, completions: bucket.completions ?? new Map() },
  ]);
  return { buckets: new Map(whole), masterKey, versionIds: createVersionIds(versionIds), spillFile };
}

/** The contents of all objects and of all parts of unfinished uploads. */
export function* contentsIn({ buckets }: Pick<S3State, 'buckets'>): Generator<SealedContent> {
  for (const { objects, uploads } of buckets.values()) {
    for (const { versions } of objects.values())
      for (const version of versions)
        if (version.kind === 'object') for (const part of version.parts) yield part.content;
    for (const { parts } of uploads.values()) for (const part of parts.values()) yield part.content;
  }
}

/** A sealed content as JSON holds it: base64 of its nonce and its segments. */
export interface FrozenContent {
  readonly size: number;
  readonly nonce: string;
  readonly segments: readonly string[];
}

/** The most segments that stay in memory; more of them go to the spill file, as when they were first stored. */
const SEGMENTS_IN_MEMORY = 4;

/** Reads a content with all its segments. The caller holds it meanwhile. */
export async function freezeContent(content: SealedContent): Promise<FrozenContent> {
  const { kind } = content.segments;
  const count = kind === 'memory' ? content.segments.sealed.length : content.segments.slots.length;
  const segments: string[] = [];
  for (let index = 0; index < count; index++)
    segments.push((await content.sealedSegment(index)).toString('base64'));
  return { size: content.size, nonce: content.nonce.toString('base64'), segments };
}

/** Makes a content again. */
export async function thawContent(
  { size, nonce, segments }: FrozenContent,
  file: SpillFile,
): Promise<SealedContent> {
  const start = Buffer.from(nonce, 'base64');
  const sealed = segments.map((text) => Buffer.from(text, 'base64'));
  if (sealed.length <= SEGMENTS_IN_MEMORY) return new SealedContent(size, start, { kind: 'memory', sealed });
  const slots: number[] = [];
  for (const segment of sealed) slots.push(await file.store([segment]));
  return new SealedContent(size, start, { kind: 'spilled', file, slots });
}

/** The classes of S3's state. A content is frozen as its place in a list of contents. */
export function s3Classes(contents: SealedContent[]): readonly FrozenClass[] {
  return [
    {
      name: 'KeyIndex',
      freeze: (value) => (value instanceof KeyIndex ? { from: [...value.values()] } : undefined),
      create(from) {
        const value = new KeyIndex<KeyHistory>();
        const histories = from as readonly KeyHistory[];
        const fill = () => {
          for (const history of histories) value.add(history.key, history);
        };
        return { value, fill };
      },
    },
    {
      name: 'SealedContent',
      freeze: (value) => (value instanceof SealedContent ? { from: contents.push(value) - 1 } : undefined),
      create(number) {
        const value = contents[Number(number)];
        if (value === undefined) throw new RangeError(`there is no content ${String(number)}`);
        return { value };
      },
    },
  ];
}
