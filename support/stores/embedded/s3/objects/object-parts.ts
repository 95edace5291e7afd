import { AwsError } from '../../../../aws/aws-error.ts';
import type { ByteRange } from '../content/open-content.ts';
import type { StoredObject, StoredPart } from './version.ts';

/** A part of an object and the range of its bytes. */
export interface LocatedPart {
  readonly part: StoredPart;
  readonly range: ByteRange;
}

/**
 * The part of an object that `partNumber` asks for; an object that was put whole is its own part 1. Throws AwsError
 * `InvalidPartNumber` (416).
 */
export function locatePart(object: StoredObject, partNumber: number): LocatedPart {
  let start = 0;
  for (const part of object.parts) {
    const end = start + part.content.size;
    if (part.number === partNumber) return { part, range: { start, end } };
    start = end;
  }
  throw new AwsError('InvalidPartNumber', 416, 'The requested partnumber is not satisfiable', {
    ActualPartCount: `${object.parts.length}`,
    PartNumberRequested: `${partNumber}`,
  });
}
