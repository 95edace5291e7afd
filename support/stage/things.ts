import { OriginType } from '@aws-sdk/client-kms';
import { nameIn, type ObjectName, objectNamed } from './object-name.ts';

interface Things {
  readonly object: ObjectName;
  readonly bucket: string;
  readonly key: string;
  readonly secret: string;
  readonly table: string;
  /** A role or user. */
  readonly identity: string;
}

/** A thing of one of several kinds, under the name of its kind: `{ bucket: 'write-only' }`. */
export type Thing<Kind extends keyof Things> = {
  readonly [One in Kind]: { readonly [Only in One]: Things[One] };
}[Kind];

/** The thing that a feature's words name, whichever it is. */
export function thingNamed(words: string): Thing<keyof Things> {
  if (words.startsWith('"')) return { object: objectNamed(words) };
  const name = nameIn(words);
  if (/ bucket$|^bucket \d$/.test(words)) return { bucket: name };
  if (/ key$|^key \d$|^the AWS managed key of /.test(words)) return { key: name };
  if (words.endsWith(' secret')) return { secret: name };
  if (words.endsWith(' table')) return { table: name };
  return { identity: name };
}

/** `"only the shared key"`: a policy document of the scenario. */
export const DOCUMENT = /"[^"]+"/;

/** The name of a document's file: `only-the-shared-key`. */
export function documentNamed(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(' ', '-').toLowerCase();
}

/** What a new key is to be: a document for its policy, or where its material is from. */
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
