import type { Standing, StoreVerdict } from './site.ts';

/** Anything that stands on stores: an outcome, an example. */
interface Standable {
  readonly standings: readonly Standing[];
}

/** Verdicts in the order in which they are told. What does not hold comes first. */
const ORDER: readonly StoreVerdict[] = ['failed', 'holds', 'skipped', 'not run', 'not recorded'];

/** How many outcomes or examples stand how on a store. Verdicts that none has are left out. */
export function countedVerdicts(
  things: readonly Standable[],
  store: string,
): readonly (readonly [StoreVerdict, number])[] {
  const verdicts = things.flatMap(
    ({ standings }) => standings.find((standing) => standing.store.name === store)?.verdict ?? [],
  );
  const groups = Map.groupBy(verdicts, (verdict) => verdict);
  return ORDER.flatMap((verdict) => {
    const number = groups.get(verdict)?.length ?? 0;
    return number === 0 ? [] : [[verdict, number] as const];
  });
}

/** `37 outcomes hold`, `2 of 37 outcomes failed, 35 hold`: how things of a kind stand on a store, in words. */
export function verdictsInWords(things: readonly Standable[], store: string, noun: string): string {
  const counts = countedVerdicts(things, store);
  const total = things.length;
  const plural = total === 1 ? noun : `${noun}s`;
  const [[first, number] = ['not recorded' as const, 0], ...rest] = counts;
  const head =
    rest.length === 0
      ? `${total === 1 ? 'the' : `all ${total}`} ${plural} ${word(first, number)}`
      : `${number} of ${total} ${plural} ${word(first, number)}`;
  return [head, ...rest.map(([verdict, of]) => `${of} ${word(verdict, of)}`)].join(', ');
}

function word(verdict: StoreVerdict, number: number): string {
  if (verdict === 'holds') return number === 1 ? 'holds' : 'hold';
  if (verdict === 'failed') return 'failed';
  const be = number === 1 ? 'is' : 'are';
  return verdict === 'not recorded' ? 'not recorded' : `${be} ${verdict}`;
}
