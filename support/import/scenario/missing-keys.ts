import { GapList } from '../world/gap-list.ts';
import type { ImportedKey, ImportedWorld, Origin } from '../world/imported-world.ts';
import { standInKeyId } from '../world/stand-in.ts';
import { UNKNOWN_KEY, unusableKeyPolicy } from '../world/stand-in-policies.ts';

/** A bucket, table or secret, as far as its encryption goes. */
interface Encrypted {
  readonly origin: Origin;
  readonly account: string;
  readonly encryption?: string | undefined;
}

/**
 * A world with keys for the buckets, tables and secrets that are encrypted under a key which no source describes. No principal may use
 * such a key here. Each is listed, unless its source is listed already.
 */
export function withMissingKeys(world: ImportedWorld): ImportedWorld {
  const gaps = new GapList();
  const added = new Map<string, ImportedKey>();
  const mended = <Thing extends Encrypted>(thing: Thing): Thing => {
    const { encryption, origin } = thing;
    if (encryption === undefined || isOfAws(encryption) || isDescribed(thing, encryption, world))
      return thing;
    const key = keyFor(thing, encryption, world);
    added.set(key.id, added.get(key.id) ?? key);
    if (encryption !== UNKNOWN_KEY)
      gaps.add(
        origin,
        `it is encrypted under ${encryption}, which no source describes`,
        'a key that no principal may use stands for it',
      );
    return { ...thing, encryption: key.id };
  };
  return {
    ...world,
    buckets: world.buckets.map(mended),
    tables: world.tables.map(mended),
    secrets: world.secrets.map(mended),
    keys: [...world.keys, ...added.values()],
    gaps: [...world.gaps, ...gaps.sorted()],
  };
}

/** True for the AWS managed key of a service. */
function isOfAws(encryption: string): boolean {
  return encryption === 'aws:kms' || /(?:^|:)alias\/aws\//.test(encryption);
}

function isDescribed({ account }: Encrypted, encryption: string, { keys, accounts }: ImportedWorld): boolean {
  return keys.some(({ id, aliases, account: owner }) => {
    if (encryption === id || encryption.endsWith(`:key/${id}`)) return true;
    const isOwners = encryption.startsWith('arn:')
      ? encryption.includes(`:${accounts[owner]}:`)
      : account === owner;
    return isOwners && aliases.some((alias) => encryption === alias || encryption.endsWith(`:${alias}`));
  });
}

/** The key that stands for one. It keeps its id if a key of the scenario can have that. */
function keyFor({ account, origin }: Encrypted, encryption: string, world: ImportedWorld): ImportedKey {
  const { accounts, region } = world;
  const [, keyRegion, owner, ofArn] =
    /^arn:aws:kms:([a-z0-9-]+):(\d{12}):key\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/.exec(
      encryption,
    ) ?? [];
  const named = Object.keys(accounts).find((name) => accounts[name] === owner);
  const isReal = ofArn !== undefined && named !== undefined && keyRegion === region;
  const isUnknown = encryption === UNKNOWN_KEY;
  const what = isUnknown ? `${origin.id}.key` : encryption;
  return {
    origin: { file: origin.file, id: what },
    account: isReal ? named : account,
    id: isReal ? ofArn : standInKeyId(`${account}/${what}`),
    isReal,
    policy: unusableKeyPolicy,
    aliases: /^alias\/[\w/-]+$/.test(encryption) ? [encryption] : [],
    grants: [],
    materialOrigin: 'AWS_KMS',
    bypassLockoutCheck: true,
    tags: {},
    multiRegion: isReal && ofArn.startsWith('mrk-'),
  };
}
