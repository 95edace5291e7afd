import { createHash } from 'node:crypto';

/** Hexadecimal digits that are always the same for a text, and differ for another. */
export function digitsFor(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** A key id in KMS's form that stands in for one that KMS has not chosen yet. */
export function standInKeyId(text: string): string {
  const digits = digitsFor(text, 32);
  const bounds = [0, 8, 12, 16, 20, 32];
  return bounds
    .slice(1)
    .map((end, index) => digits.slice(bounds[index], end))
    .join('-');
}

/** A name as CloudFormation makes it for a resource without one: stack, logical id and further characters. */
export function standInName(parts: readonly string[], most: number): string {
  const suffix = digitsFor(parts.join('/'), 12);
  return `${parts.join('-').slice(0, most - suffix.length - 1)}-${suffix}`;
}
