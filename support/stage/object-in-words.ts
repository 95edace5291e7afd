/** An object as features name it: `"hello.txt"`, or `"hello.txt" in the to-client bucket`. */
export interface ObjectInWords {
  /** The bucket's name in the scenario; undefined for its only bucket. */
  readonly bucket?: string | undefined;
  readonly key: string;
  /** The access point's name in the scenario, if the object is named through one. */
  readonly accessPoint?: string | undefined;
}

const OBJECT = /^"([^"]+)"(?: (in|through) (.+))?$/;

/** Reads the name of an object from a feature's words. */
export function objectNamed(words: string): ObjectInWords {
  const [, key = '', how, place] = OBJECT.exec(words) ?? [];
  const name = place === undefined ? undefined : nameIn(place);
  return how === 'through' ? { key, accessPoint: name } : { key, bucket: name };
}

/**
 * The name in a phrase, as scenario.yaml spells it: `the intake account` → `intake`, `account 1` → `account-1`,
 * `the reader of account 1` → `reader-of-account-1`.
 */
export function nameIn(phrase: string): string {
  return phrase
    .replace(/^the (.+?)(?: (?:access point|account|bucket|endpoint|key|role|secret|table|user))?$/, '$1')
    .replaceAll(' ', '-');
}
