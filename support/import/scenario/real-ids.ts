import type { GapList } from '../world/gap-list.ts';
import type { ImportedWorld } from '../world/imported-world.ts';
import type { NamesOfWorld } from './names-of-world.ts';

/** Members that identify things on AWS, by the name of the key or secret. */
interface RealIds {
  readonly keys: Readonly<Record<string, { readonly keyId: string }>>;
  readonly secrets: Readonly<Record<string, { readonly arn: string }>>;
}

const KEY =
  /arn:aws:kms:[a-z0-9-]*:(\d{12}):key\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32})/g;

interface Texts {
  readonly names: NamesOfWorld;
  readonly documents: ReadonlyMap<string, string>;
  readonly gaps: GapList;
}

/**
 * The ids that documents make necessary. The name of a secret is unique in its account, so that an ARN with it is the secret's. A key
 * cannot be told from an id in a document. Each key of the account keeps the id that stands in for its own, and is listed.
 */
export function realIds(world: ImportedWorld, { names, documents, gaps }: Texts): RealIds {
  const texts = [...documents.values()].join('\n');
  return { keys: keyIds(texts, world, { names, gaps }), secrets: secretArns(texts, world, names) };
}

function keyIds(
  texts: string,
  { keys, accounts }: ImportedWorld,
  { names, gaps }: Pick<Texts, 'names' | 'gaps'>,
): RealIds['keys'] {
  const known = new Set(keys.map(({ id }) => id));
  const foreign = [...texts.matchAll(KEY)].filter(([, , id = '']) => !known.has(id));
  return Object.fromEntries(
    keys.flatMap(({ account, id, isReal, origin, multiRegion = false }) => {
      const named = foreign.find(
        ([, owner, other = '']) => owner === accounts[account] && other.startsWith('mrk-') === multiRegion,
      );
      if (isReal || named === undefined) return [];
      const reason = `a policy names ${named[0]}, which may be this key or one that no source describes`;
      gaps.add(origin, reason, 'it is taken for another key: what the policy says of it has no effect here');
      return [[names.of('keys', origin), { keyId: id }]];
    }),
  );
}

function secretArns(
  texts: string,
  { secrets, accounts, region }: ImportedWorld,
  names: NamesOfWorld,
): RealIds['secrets'] {
  return Object.fromEntries(
    secrets.flatMap(({ account, name, isReal, origin }) => {
      const start = `arn:aws:secretsmanager:${region}:${accounts[account]}:secret:${name}-`;
      const at = isReal ? -1 : texts.indexOf(start);
      const end = at === -1 ? '' : texts.slice(at + start.length, at + start.length + 6);
      return /^[A-Za-z0-9]{6}$/.test(end) ? [[names.of('secrets', origin), { arn: `${start}${end}` }]] : [];
    }),
  );
}
