import type { GapList } from '../world/gap-list.ts';
import type { ImportedGroup, Origin, Tags } from '../world/imported-world.ts';
import type { WorldBuilder } from '../world/world-builder.ts';
import type { AccountClients } from './account-clients.ts';
import type { Reading } from './reading.ts';

/** An account that is being read. */
export interface LiveAccount {
  /** The account's name in the scenario, and its id. */
  readonly name: string;
  readonly id: string;
  readonly region: string;
  /** The endpoint in place of AWS's. */
  readonly endpoint: string | undefined;
  readonly clients: AccountClients;
  readonly builder: WorldBuilder;
  readonly reading: Reading;
  /** The groups that are being read or were, by name: several users are in one. */
  readonly groups: Map<string, Promise<ReadGroup>>;
}

/** A group with what could not be read of it. */
export interface ReadGroup {
  readonly group: ImportedGroup;
  readonly gaps: GapList;
}

/** The place of a thing: its account, and its ARN. */
export function originIn({ name }: Pick<LiveAccount, 'name'>, arn: string): Origin {
  return { file: `the account ${name}`, id: arn };
}

/** Tags as most services return them. */
export function tagsIn(
  list: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Tags {
  return Object.fromEntries(
    (list ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']])),
  );
}
