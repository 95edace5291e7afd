import type { Place } from '../../world/gap-list.ts';
import type { Origin, Tags } from '../../world/imported-world.ts';
import { knownOrDenying, knownOrNone, writtenOrDenying } from '../../world/known-or-denying.ts';
import type { PropertyReader } from '../../world/property-reader.ts';
import { UnknownValue } from '../../world/unknown-value.ts';
import type { WorldBuilder } from '../../world/world-builder.ts';

/** An instance of a resource that is being mapped. */
export interface TerraformResource {
  readonly type: string;
  /** The account's name in the scenario, and its id. */
  readonly account: string;
  readonly accountId: string;
  readonly origin: Origin;
  readonly reader: PropertyReader;
  readonly builder: WorldBuilder;
  /** An attribute as it is planned, or as AWS will make it. */
  readonly attribute: (name: string) => unknown;
  /** The Region of its provider, as far as the source tells it. */
  readonly region: string | undefined;
  /** The Region that the scenario has. */
  readonly scenarioRegion: string;
  /** True if AWS gave the ids: in a state, and of what a plan does not create. */
  readonly isReal: boolean;
}

/** Maps an instance: reads its values and adds what it is to the builder. */
export type TerraformMapper = (resource: TerraformResource) => void;

/** The account and place that everything of an instance has. */
export function ownedBy({ account, origin }: TerraformResource) {
  return { account, origin };
}

/** An attribute that must be a text; undefined with a gap if it is not known. */
export function nameAt(resource: TerraformResource, attribute: string): string | undefined {
  const { reader } = resource;
  reader.ignore(attribute);
  const value = resource.attribute(attribute);
  if (typeof value === 'string' && value !== '') return value;
  const reason = value instanceof UnknownValue ? value.reason : `it has no ${attribute}`;
  reader.note(attribute, reason, 'the resource is left out: what it allows and denies is missing here');
  return undefined;
}

/** All tags of an instance, with those of its provider. */
export function tagsOf({ reader }: TerraformResource): Tags {
  const property = reader.has('tags_all') ? 'tags_all' : 'tags';
  reader.ignore('tags', 'tags_all');
  const written = Object(
    reader.known(property, 'the tags are left out: conditions on them decide as if they were missing'),
  );
  return Object.fromEntries(
    Object.entries(written).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

/** A policy as the plan has it. A text that is not JSON is a reference from which the policy is made in a way that is not told. */
function writtenPolicy(reader: PropertyReader, property: string): unknown {
  const value = reader.raw(property);
  if (typeof value !== 'string' || value.trim() === '' || value.trim().startsWith('{'))
    return value === '' ? undefined : value;
  return new UnknownValue(
    'it is known after apply, and the plan does not tell how it is made: keep the plan beside its configuration',
  );
}

function told({ reader, builder }: Pick<TerraformResource, 'reader' | 'builder'>, property: string) {
  const place: Place = reader.placeOf(property);
  return { place, gaps: builder.gaps };
}

/** The text of a policy that may be missing; `denying` if it is not known. */
export function policyAt(
  resource: Pick<TerraformResource, 'reader' | 'builder'>,
  property: string,
  denying: string,
): string | undefined {
  return knownOrNone(writtenPolicy(resource.reader, property), denying, told(resource, property));
}

/** True if a policy is written, and not as an empty text. */
export function hasPolicyAt({ reader }: Pick<TerraformResource, 'reader'>, property: string): boolean {
  return writtenPolicy(reader, property) !== undefined;
}

/** The text of a policy without which AWS takes one that allows; `denying` if it is not known or nothing is left of it. */
export function policyOrDefaultAt(
  resource: Pick<TerraformResource, 'reader' | 'builder'>,
  property: string,
  denying: string,
): string | undefined {
  return writtenOrDenying(writtenPolicy(resource.reader, property), denying, told(resource, property));
}

/** The text of a policy that must be there; `denying` if it is not known. */
export function requiredPolicyAt(
  resource: Pick<TerraformResource, 'reader' | 'builder'>,
  property: string,
  denying: string,
): string {
  return knownOrDenying(writtenPolicy(resource.reader, property), denying, told(resource, property));
}
