import { type EncryptionContext, type GrantConstraints, NO_CONTEXT } from '../grant.ts';

/**
 * The encryption context constraint that a request does not satisfy, in words; undefined where it satisfies both.
 * Source: AWS KMS API reference, GrantConstraints.
 */
export function unmetContext(
  { encryptionContextEquals: equals, encryptionContextSubset: subset }: GrantConstraints,
  context: EncryptionContext = NO_CONTEXT,
): string | undefined {
  if (equals !== undefined && !same(equals, context))
    return unmet('EncryptionContextEquals', equals, context);
  if (subset !== undefined && !includes(context, subset)) {
    return unmet('EncryptionContextSubset', subset, context);
  }
  return undefined;
}

/**
 * True where whatever the constraints of a child grant let through, those of its parent do as well: Equals may only
 * stay as it is, Subset may gain pairs or become an Equals that has them.
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
  return Object.entries(pairs).every(
    ([name, value]) => Object.hasOwn(context, name) && context[name] === value,
  );
}

function same(a: EncryptionContext, b: EncryptionContext): boolean {
  return Object.keys(a).length === Object.keys(b).length && includes(a, b);
}

function unmet(constraint: string, wanted: EncryptionContext, context: EncryptionContext): string {
  return `${constraint} wants ${inWords(wanted)}, and the encryption context is ${inWords(context)}`;
}

function inWords(context: EncryptionContext): string {
  const pairs = Object.entries(context).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? 'empty' : pairs.join(', ');
}
