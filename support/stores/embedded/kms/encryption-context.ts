/** Name-value pairs that a ciphertext is bound to: decrypting needs exactly the same ones, in any order. */
export type EncryptionContext = Readonly<Record<string, string>>;

/**
 * The bytes that stand for an encryption context in authenticated encryption: equal for equal sets of pairs, different
 * for different ones. No context and an empty one are the same.
 *
 * Source: AWS KMS developer guide, "Encryption context".
 */
export function canonicalContext(context: EncryptionContext | undefined): string {
  if (context === undefined) return '[]';
  const pairs = Object.entries(context);
  if (pairs.length > 1) pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(pairs);
}
