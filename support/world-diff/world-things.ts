import type { FrozenLab } from '../gateway/serving/lab.ts';
import { thawWithoutContents } from '../stores/embedded/frozen-store.ts';
import type { Thing } from './thing.ts';
import { iamThings } from './things/iam-things.ts';
import { kmsThings } from './things/kms-things.ts';
import { s3Things } from './things/s3-things.ts';
import { secretsThings } from './things/secrets-things.ts';
import { stsThings } from './things/sts-things.ts';
import { surroundingsThings } from './things/surroundings-things.ts';
import { tableThings } from './things/table-things.ts';

/** A world that was saved. */
export interface DescribableWorld {
  readonly lab: FrozenLab;
  readonly scenario?: { readonly name: string } | undefined;
}

/** The things of each service, in the order in which they are told. */
const thingsOfState = [iamThings, stsThings, kmsThings, s3Things, secretsThings, tableThings];

/** Everything in a saved world. Things of one name, such as an account's, are one. Throws if the world is broken. */
export function worldThings({ lab, scenario }: DescribableWorld): readonly Thing[] {
  const state = thawWithoutContents(lab.store);
  const all = [
    ...(scenario === undefined
      ? []
      : [{ kind: 'scenario', name: requiredName(scenario), facts: {} } as const]),
    ...surroundingsThings(lab.surroundings),
    ...thingsOfState.flatMap((things) => things(state)),
  ];
  const merged = new Map<string, Thing>();
  for (const thing of all) {
    const id = `${thing.kind} ${thing.name}`;
    const known = merged.get(id);
    merged.set(id, known === undefined ? thing : { ...known, facts: { ...known.facts, ...thing.facts } });
  }
  return [...merged.values()];
}

function requiredName({ name }: { readonly name: unknown }): string {
  if (typeof name === 'string') return name;
  throw new TypeError('the scenario has no name');
}
