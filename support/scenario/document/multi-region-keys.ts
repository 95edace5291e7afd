import * as z from 'zod';
import { document, regionName } from './document-names.ts';
import { isMultiRegionKey, realKeyId } from './real-names.ts';
import { tags } from './tags-schema.ts';

/** A replica of a multi-Region key: a key of its own in another Region, with a policy of its own. */
const replica = z.strictObject({
  description: z.string().optional(),
  policy: document,
  tags,
});

/** Members of a key that exists in several Regions. */
export const multiRegionMembers = {
  /** True for a multi-Region key. The key of the scenario's Region is its primary key. */
  multiRegion: z.boolean().default(false),
  /** The replicas of a multi-Region key, by Region. */
  replicas: z
    .record(z.string().regex(regionName, 'must be a Region, e.g. eu-central-1'), replica)
    .default({}),
};

interface WrittenKey {
  readonly account: string;
  readonly keyId?: string | undefined;
  readonly arn?: string | undefined;
  readonly multiRegion: boolean;
  readonly replicas: Readonly<Record<string, object>>;
}

/** The faults of keys of several Regions, with the places that are wrong. */
export function wrongReplicas({
  keys,
  region,
}: {
  readonly keys: Readonly<Record<string, WrittenKey>>;
  readonly region: string;
}) {
  return Object.entries(keys).flatMap(([name, key]) => {
    const at = (...path: readonly string[]) => ['keys', name, ...path];
    const id = realKeyId(key);
    const member = key.keyId === undefined ? 'arn' : 'keyId';
    const isOther = id !== undefined && isMultiRegionKey(id) !== key.multiRegion;
    const ofOther = key.multiRegion
      ? 'is the id of a key of one Region: give that of a multi-Region key, or leave multiRegion out'
      : 'is that of a multi-Region key: add multiRegion: true';
    const [first] = Object.keys(key.replicas);
    return [
      ...(isOther ? [{ path: at(member), message: ofOther }] : []),
      ...(first !== undefined && !key.multiRegion
        ? [{ path: at('replicas'), message: 'needs multiRegion: true: other keys have no replicas' }]
        : []),
      ...(region in key.replicas
        ? [{ path: at('replicas', region), message: 'is the Region of the primary key' }]
        : []),
    ];
  });
}
