import type { NamedThing } from '../scenario/cast/named-things.ts';
import { type ParameterTypes, parameterPattern } from './shape-pattern.ts';

/** The parameter type of each kind of thing; of an account, that of its root user. */
const TYPES: Readonly<Record<NamedThing['kind'], string>> = {
  accessPoints: 'bucket or access point',
  accounts: 'principal',
  buckets: 'bucket',
  keys: 'key',
  roles: 'principal',
  secrets: 'secret',
  tables: 'table',
  users: 'principal',
};

/** Finds things of scenarios whose phrase in messages no feature can write. */
export function unsayable(
  things: readonly Pick<NamedThing, 'kind' | 'name' | 'phrase'>[],
  types: ParameterTypes,
): readonly string[] {
  const faults = things
    .filter(({ kind, phrase }) => !parameterPattern(TYPES[kind], types).test(phrase))
    .map(
      ({ kind, name, phrase }) =>
        `${kind}.${name}: messages say "${phrase}", which {${TYPES[kind]}} does not take; see steps/parameter-types.ts and support/scenario/cast/cast-names.ts`,
    );
  return [...new Set(faults)];
}
