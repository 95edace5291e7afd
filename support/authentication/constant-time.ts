import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';

/** True if two texts are equal. The time depends only on their lengths. */
export function equalInConstantTime(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
