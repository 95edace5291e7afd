import type { Store } from '../../../stores/store.ts';
import type { PermissionInContext } from '../../desk/service-desk.ts';
import { lookUpBucketTags } from './bucket-tag-lookup.ts';
import { lookUpObject } from './object-lookups.ts';

/** Gives a permission the tags of its object and of its bucket, if some policy asks for them. */
export async function lookUpTags(
  store: Store,
  permission: PermissionInContext,
  asks: (prefix: string) => boolean,
): Promise<void> {
  await lookUpObject(store, permission, asks);
  await lookUpBucketTags(store, permission, asks);
}
