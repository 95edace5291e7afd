import { WorldBuilder } from '../world/world-builder.ts';
import type { LiveAccount } from './live-account.ts';
import { Reading } from './reading.ts';

/**
 * An account whose next thing is read into a world of its own, while others are read. It begins with the keys and groups that were read
 * before, which are not read again.
 */
export function fragmentOf(account: LiveAccount): LiveAccount {
  const builder = new WorldBuilder();
  builder.keys.push(...account.builder.keys);
  builder.groups.push(...account.builder.groups);
  return { ...account, builder, reading: new Reading(builder.gaps) };
}

/** Adds what was read into a world of its own to the world of the import. Things that it has already stay as they are. */
export function joinFragment(world: WorldBuilder, fragment: WorldBuilder): void {
  world.roles.push(...fragment.roles);
  world.users.push(...fragment.users);
  world.unreadHolders.push(...fragment.unreadHolders);
  world.policies.push(...fragment.policies);
  world.buckets.push(...fragment.buckets);
  world.accessPoints.push(...fragment.accessPoints);
  world.tables.push(...fragment.tables);
  world.holderParts.push(...fragment.holderParts);
  for (const group of fragment.groups)
    if (!world.groups.some(({ account, name }) => account === group.account && name === group.name))
      world.groups.push(group);
  for (const key of fragment.keys) if (!world.keys.some(({ id }) => id === key.id)) world.keys.push(key);
  for (const secret of fragment.secrets)
    if (!world.secrets.some(({ arn }) => arn === secret.arn)) world.secrets.push(secret);
  world.gaps.addAll(fragment.gaps);
}
