import { type EncryptionContext, type GrantConstraints, NO_CONTEXT } from '../terms/grant.ts';

/** An encryption context constraint that a request does not satisfy, or may not satisfy. */
export interface UnmetConstraint {
  readonly constraint: 'EncryptionContextEquals' | 'EncryptionContextSubset';
  /** In words. */
  readonly detail: string;
  /** True if only the letter case of names differs. */
  readonly onlyByCase: boolean;
}

/**
 * The encryption context constraint that a request does not satisfy; undefined if it satisfies all.
 * AWS's pages contradict each other on the letter case of names. The developer guide requires "an exact, case-sensitive
 * match". The API reference says that in a constraint "the key in each key-value pair is not case sensitive".
 * Source: AWS KMS API reference, GrantConstraints; AWS KMS developer guide, "Grant constraints".
 */
export function unmetContext(
  { encryptionContextEquals: equals, encryptionContextSubset: subset }: GrantConstraints,
  context: EncryptionContext = NO_CONTEXT,
): UnmetConstraint | undefined {
  if (equals !== undefined && !same(equals, context)) {
    const onlyByCase = same(withoutCase(equals), withoutCase(context));
    return { constraint: 'EncryptionContextEquals', detail: wants('Equals', equals, context), onlyByCase };
  }
  if (subset !== undefined && !includes(context, subset)) {
    const onlyByCase = includes(withoutCase(context), withoutCase(subset));
    return { constraint: 'EncryptionContextSubset', detail: wants('Subset', subset, context), onlyByCase };
  }
  return undefined;
}

/**
 * True if every request that a child grant allows also satisfies the constraints of its parent. Equals must stay as it
 * is. Subset may gain pairs, or become an Equals that has them.
 * Source: AWS KMS developer guide, "Granting CreateGrant permission".
 */
export function atLeastAsStrict(child: GrantConstraints, parent: GrantConstraints): boolean {
  const { encryptionContextEquals: equals, encryptionContextSubset: subset, sourceArn } = parent;
  const narrowed = child.encryptionContextEquals ?? child.encryptionContextSubset ?? NO_CONTEXT;
  if (sourceArn !== undefined && child.sourceArn !== sourceArn) return false;
  if (subset !== undefined && !includes(narrowed, subset)) return false;
  if (equals === undefined) return true;
  return child.encryptionContextEquals !== undefined && same(child.encryptionContextEquals, equals);
}

function includes(context: EncryptionContext, pairs: EncryptionContext): boolean {
  return Object.entries(pairs).every(([name, value]) => context[name] === value);
}

function same(a: EncryptionContext, b: EncryptionContext): boolean {
  return Object.keys(a).length === Object.keys(b).length && includes(a, b);
}

function withoutCase(context: EncryptionContext): EncryptionContext {
  return Object.fromEntries(Object.entries(context).map(([name, value]) => [name.toLowerCase(), value]));
}

function wants(kind: string, wanted: EncryptionContext, context: EncryptionContext): string {
  return `EncryptionContext${kind} requires ${inWords(wanted)}, but the encryption context is ${inWords(context)}`;
}

function inWords(context: EncryptionContext): string {
  const pairs = Object.entries(context).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? 'empty' : pairs.join(', ');
}
