import type { Answer } from '../client/answer.ts';
import type { ObjectPlace } from '../client/object-place.ts';
import type { CastMember } from '../scenario/cast/actors.ts';
import { SpecError } from '../scenario/spec-error.ts';

/** What a scenario wrote to each object, so that a reader's copy and a listing can be compared with it. */
export class WrittenObjects {
  #versions = 0;
  readonly #contents = new Map<string, string>();
  /** Who wrote each object last. */
  readonly #writers = new Map<string, CastMember>();

  /** Content that nobody has written yet. */
  newContent({ key }: { readonly key: string }): string {
    this.#versions += 1;
    return `version ${this.#versions} of ${key}`;
  }

  /** Takes what a request wrote or deleted. */
  note({ written, deleted }: Answer, writer: CastMember): void {
    if (deleted !== undefined) this.#contents.delete(idOf(deleted));
    if (written === undefined) return;
    this.#contents.set(idOf(written.place), written.content);
    this.#writers.set(idOf(written.place), writer);
  }

  /** What was last written to an object. */
  contentAt(place: ObjectPlace): string | undefined {
    return this.#contents.get(idOf(place));
  }

  /** Who wrote an object last. Throws SpecError `out-of-order`. */
  writerOf(place: ObjectPlace): CastMember {
    const writer = this.#writers.get(idOf(place));
    if (writer !== undefined) return writer;
    throw new SpecError('out-of-order', `nobody has uploaded "${place.Key}" yet`);
  }

  /** The objects that were written to a bucket and not deleted since, with their sizes in bytes. */
  writtenTo(bucketName: string): ReadonlyMap<string, number> {
    const prefix = `${bucketName}/`;
    const written = [...this.#contents].filter(([id]) => id.startsWith(prefix));
    return new Map(written.map(([id, content]) => [id.slice(prefix.length), Buffer.byteLength(content)]));
  }
}

function idOf({ Bucket, Key }: ObjectPlace): string {
  return `${Bucket}/${Key}`;
}
