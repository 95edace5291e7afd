import type { FrozenLab } from '../gateway/serving/lab.ts';
import { thawWithoutContents } from '../stores/embedded/frozen-store.ts';
import { type Thing, thingKinds } from './thing.ts';
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

/** Everything in a saved world, by kind. Things of one name, such as an account's, are one. Throws if the world is broken. */
export function worldThings({ lab, scenario }: DescribableWorld): readonly Thing[] {
  const { iam, sts, kms, s3, secretsmanager, dynamodb } = thawWithoutContents(lab.store);
  const all = [
    ...(scenario === undefined ? [] : [{ kind: 'scenario', name: scenario.name, facts: {} } as const]),
    ...surroundingsThings(lab.surroundings),
    ...iamThings(iam),
    ...stsThings(sts),
    ...kmsThings(kms, iam),
    ...s3Things(s3, iam),
    ...secretsThings(secretsmanager, iam),
    ...tableThings(dynamodb, iam),
  ];
  const merged = new Map<string, Thing>();
  for (const thing of all) {
    const id = `${thing.kind} ${thing.name}`;
    const known = merged.get(id);
    merged.set(id, known === undefined ? thing : { ...known, facts: { ...known.facts, ...thing.facts } });
  }
  return [...merged.values()].toSorted(
    (one, other) => thingKinds.indexOf(one.kind) - thingKinds.indexOf(other.kind),
  );
}
