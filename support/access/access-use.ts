import type { ClassAction } from './access-classes.ts';
import type { AccessResource } from './access-resources.ts';

/** One action of a class on a resource, or on an object in it. */
export interface AccessUse {
  readonly action: ClassAction;
  readonly resource: AccessResource;
  readonly object?: string | undefined;
}
