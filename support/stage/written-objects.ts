import type { ObjectName } from '../aws/object-reference.ts';
import type { AnswerParts } from '../client/answer-parts.ts';
import type { CastMember } from '../scenario/cast/actors.ts';
import { SpecError } from '../scenario/spec-error.ts';

/** The contents that an example wrote to objects, to compare a read or a listing with. */
export class WrittenObjects {
  #versions = 0;
  readonly #contents = new Map<string, string>();
  /** The last writer of each object. */
  readonly #writers = new Map<string, CastMember>();

  /** Content that differs from all content before. */
  newContent({ key }: { readonly key: string }): string {
    this.#versions += 1;
    return `version ${this.#versions} of ${key}`;
  }

  /** Keeps what a request wrote or deleted. */
  note({ written, deleted }: AnswerParts, writer: CastMember): void {
    if (deleted !== undefined) this.#contents.delete(idOf(deleted));
    if (written === undefined) return;
    this.#contents.set(idOf(written.place), written.content);
    this.#writers.set(idOf(written.place), writer);
  }

  /** The content that was last written to an object. */
  contentAt(place: ObjectName): string | undefined {
    return this.#contents.get(idOf(place));
  }

  /** The last writer of an object. Throws SpecError `out-of-order` if there is none. */
  writerOf(place: ObjectName): CastMember {
    const writer = this.#writers.get(idOf(place));
    if (writer !== undefined) return writer;
    throw new SpecError(
      'out-of-order',
      `"${place.Key}" has not been uploaded yet: a step that uploads it must come first`,
    );
  }

  /** The objects that were written to a bucket and not deleted since, with their sizes in bytes. */
  writtenTo(bucketName: string): ReadonlyMap<string, number> {
    const prefix = `${bucketName}/`;
    const written = [...this.#contents].filter(([id]) => id.startsWith(prefix));
    return new Map(written.map(([id, content]) => [id.slice(prefix.length), Buffer.byteLength(content)]));
  }
}

function idOf({ Bucket, Key }: ObjectName): string {
  return `${Bucket}/${Key}`;
}
