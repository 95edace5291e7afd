import type { Sealed } from '../content/seal-content.ts';
import type { ObjectEncryption } from '../encryption/object-encryption.ts';
import { thisSecond } from '../this-second.ts';
import type { Checksum } from './checksums.ts';
import { etagOf } from './entity-tag.ts';
import type { StoredObject } from './version.ts';
import type { WrittenWith } from './written-with.ts';

/** The members of an object that comes in one piece. */
export interface WholeObject {
  readonly written: WrittenWith;
  readonly sealed: Sealed;
  readonly encryption: ObjectEncryption;
  readonly checksum: Checksum | undefined;
}

/** A new object of one part, for PutObject and CopyObject. */
export function wholeObject(whole: WholeObject): Omit<StoredObject, 'versionId'> {
  const { written, sealed, encryption, checksum } = whole;
  const { content } = sealed;
  return {
    ...written,
    kind: 'object',
    etag: etagOf(sealed, encryption),
    size: content.size,
    parts: [{ number: 1, content, checksum }],
    multipart: false,
    encryption,
    checksum,
    lastModified: thisSecond(),
  };
}
