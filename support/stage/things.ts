import { OriginType } from '@aws-sdk/client-kms';
import { nameIn, type ObjectInWords, objectNamed } from './object-in-words.ts';

interface Things {
  readonly object: ObjectInWords;
  readonly bucket: string;
  readonly accessPoint: string;
  readonly key: string;
  readonly secret: string;
  readonly table: string;
  /** A role or user. */
  readonly identity: string;
}

/** A thing of one of several kinds, by the name of its kind: `{ bucket: 'write-only' }`. */
export type Thing<Kind extends keyof Things> = {
  readonly [One in Kind]: { readonly [Only in One]: Things[One] };
}[Kind];

/** The thing of any kind that a feature's words name. */
export function thingNamed(words: string): Thing<keyof Things> {
  if (words.startsWith('"')) return { object: objectNamed(words) };
  const name = nameIn(words);
  if (words.endsWith(' access point')) return { accessPoint: name };
  if (/ bucket$|^bucket \d$/.test(words)) return { bucket: name };
  if (/ key$|^key \d$|^the AWS managed key of /.test(words)) return { key: name };
  if (words.endsWith(' secret')) return { secret: name };
  if (words.endsWith(' table')) return { table: name };
  return { identity: name };
}

/** A policy document of the scenario, such as `"only the shared key"`. */
export const DOCUMENT = /"[^"]+"/;

/** The name of a document's file: `only-the-shared-key`. */
export function documentNamed(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(' ', '-').toLowerCase();
}

/** The kind of a new key: a document as its policy, or an origin of its material. */
export interface KindOfKey {
  readonly document?: string | undefined;
  readonly origin?: OriginType | undefined;
}

/** The kind of key that a feature's words ask for: `with the policy "…"`, `of origin EXTERNAL`. */
export function kindOfKeyNamed(words: string): KindOfKey {
  const [document] = DOCUMENT.exec(words) ?? [];
  if (document !== undefined) return { document: documentNamed(document) };
  return { origin: Object.values(OriginType).find((origin) => words.endsWith(` ${origin}`)) };
}
