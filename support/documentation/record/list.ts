import * as z from 'zod';

/** A list that no reader of a record may change. */
export function list<T extends z.ZodType>(item: T) {
  return z.array(item).readonly();
}
