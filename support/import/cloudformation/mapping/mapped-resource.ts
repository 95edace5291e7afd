import type { Origin, Tags } from '../../world/imported-world.ts';
import type { PropertyReader } from '../../world/property-reader.ts';
import { UnknownValue } from '../../world/unknown-value.ts';
import type { WorldBuilder } from '../../world/world-builder.ts';
import type { Valued } from '../valued-resource.ts';

/** A resource of a stack that is being mapped. */
export interface MappedResource extends Valued {
  readonly origin: Origin;
  readonly reader: PropertyReader;
  readonly builder: WorldBuilder;
  /** True for a policy of which it is not known whether it is there. */
  readonly isUncertain: boolean;
}

/** Maps a resource: reads its properties and adds what it is to the builder. */
export type Mapper = (resource: MappedResource) => void;

/** The account and place that everything of a resource has. */
export function ownedBy({ stack, origin }: MappedResource) {
  return { account: stack.account, origin };
}

/** The account and place of a part of another resource, and whether it is there. */
export function partBy(resource: MappedResource) {
  return { ...ownedBy(resource), isUncertain: resource.isUncertain };
}

/** A name that must be known; undefined with a gap if it is not. */
export function knownName({ reader }: MappedResource, name: string | UnknownValue): string | undefined {
  if (typeof name === 'string') return name;
  reader.note(undefined, name.reason, 'the resource is left out: what it allows and denies is missing here');
  return undefined;
}

/** Tags as a list of Key and Value, or as an object. */
export function tagsOf(reader: PropertyReader, property = 'Tags'): Tags {
  const consequence = 'the tag is left out: conditions on it decide as if it were missing';
  const written = reader.raw(property);
  if (written === undefined) return {};
  if (!Array.isArray(written)) {
    const tags = reader.within(property);
    const names =
      typeof written === 'object' && !(written instanceof UnknownValue) ? Object.keys(Object(written)) : [];
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = tags.text(name, consequence);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  }
  return Object.fromEntries(
    reader.each(property).flatMap((tag) => {
      const key = tag.text('Key', consequence);
      const value = tag.text('Value', consequence);
      tag.ignore('PropagateAtLaunch');
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );
}
