import type { Instance } from './read-terraform.ts';

/** A step of a path into values: a name, or an index of a list. */
export type Step = string | number;

/** The values of instances, with those that are known after apply as far as they can be worked out. */
export interface Resolving {
  values(instance: Instance): Readonly<Record<string, unknown>>;
  attribute(instance: Instance, name: string): unknown;
}
