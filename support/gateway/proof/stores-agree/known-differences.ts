import type { Difference } from './compare.ts';

/**
 * For tests: a way in which LocalStack 4.14 answers other than the embedded store, with the reason why that
 * is accepted.
 */
export interface KnownDifference {
  /** `iam:ListUsers`, `iam:List*` or `iam:*`: the operation asked, or one that reads what is there then. */
  readonly of: readonly string[];
  /**
   * `stricter`: LocalStack refuses what the embedded store performs. `elsewhere`: the embedded store says that it does not
   * have what LocalStack performs. The embedded store's other refusals are never known differences.
   */
  readonly kind: 'stricter' | 'elsewhere' | 'refusal' | 'answer';
  /** The place in the answer, such as `.Contents[].ETag`; parts of it may be `*`. For a refusal `code` or `message`. */
  readonly at: string;
  /** The names of the requests that show the difference; all requests if absent. */
  readonly request?: RegExp;
  /** The answers of both stores, if the place alone is not enough. */
  readonly embedded?: RegExp;
  readonly localstack?: RegExp;
  /** The store that answers as AWS does. */
  readonly aws: 'embedded' | 'LocalStack' | 'neither' | 'not known';
  readonly reason: string;
}

/** For tests: whether a difference is the known one. */
export function isKnownAs(known: KnownDifference, difference: Difference): boolean {
  return (
    kindOf(difference) === known.kind &&
    known.of.some((pattern) => matches(pattern, difference.of)) &&
    matches(known.at, difference.at) &&
    (known.request?.test(difference.name) ?? true) &&
    (known.embedded?.test(difference.embedded) ?? true) &&
    (known.localstack?.test(difference.localstack) ?? true)
  );
}

/**
 * The kind is `milder` if LocalStack alone performs, changes or shows something, and no row allows that. A
 * request that the embedded store declares it cannot perform is the exception.
 */
function kindOf({ kind, at, embedded, localstack }: Difference): KnownDifference['kind'] | 'milder' {
  if (kind !== 'result') return kind;
  if (at === 'changes')
    return embedded === 'true' && /^false, refused: /.test(localstack) ? 'stricter' : 'milder';
  if (at !== 'result') return 'milder';
  if (/^2\d\d$/.test(embedded)) return 'stricter';
  return /^501 NotImplemented: keyhole's embedded store /.test(embedded) ? 'elsewhere' : 'milder';
}

function matches(pattern: string, text: string): boolean {
  const [start = '', ...parts] = pattern.split('*');
  if (parts.length === 0) return pattern === text;
  let from = start.length;
  if (!text.startsWith(start)) return false;
  for (const part of parts.slice(0, -1)) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  const end = parts.at(-1) ?? '';
  return text.length >= from + end.length && text.endsWith(end);
}
