import { AwsError } from '../../../../aws/aws-error.ts';
import type { ByteRange } from '../content/open-content.ts';
import { invalidArgument } from '../s3-errors.ts';
import type { StoredObject, StoredPart } from './version.ts';

/** A part of an object and the bytes it takes up. */
export interface LocatedPart {
  readonly part: StoredPart;
  readonly range: ByteRange;
}

/**
 * The part of an object that `partNumber` asks for; an object that was put whole is its own part 1. Throws AwsError
 * `InvalidPartNumber` (416), `InvalidArgument`.
 */
export function locatePart(object: StoredObject, partNumber: number): LocatedPart {
  checkPartNumber(partNumber);
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

/** Refuses part numbers outside 1 to 10,000. Throws AwsError `InvalidArgument`. */
export function checkPartNumber(partNumber: number): void {
  if (Number.isInteger(partNumber) && partNumber >= 1 && partNumber <= 10_000) return;
  const message = 'Part number must be an integer between 1 and 10000, inclusive';
  throw invalidArgument(message, 'partNumber', `${partNumber}`);
}
