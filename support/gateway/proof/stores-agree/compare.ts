import type { Seen } from './side.ts';

/** For tests: both answers of one request, and what the same reads told before and after it. */
export interface Both {
  readonly name: string;
  /** Whether the operation only reads. */
  readonly isRead: boolean;
  readonly embedded: Outcome;
  readonly localstack: Outcome;
}

/** For tests: one store's answer, and what was in its world around it. */
export interface Outcome {
  readonly seen: Seen;
  readonly before: readonly Seen[];
  readonly after: readonly Seen[];
  /** What is read of what was performed. */
  readonly shows: readonly Seen[];
}

/** For tests: how two stores differ in one request. */
export interface Difference {
  readonly name: string;
  /** `allowed`: one performs or changes what the other refuses or leaves. */
  readonly kind: 'allowed' | 'refusal' | 'answer' | 'reads';
  /** What differs: `code`, `message`, or the place in an answer. */
  readonly at: string;
  readonly embedded: string;
  readonly localstack: string;
}

/** For tests: how the stores differ in a request; nothing if they agree. */
export function differences({ name, embedded, localstack }: Both): readonly Difference[] {
  const differ = (kind: Difference['kind'], at: string, told: readonly [string, string]): Difference => ({
    name,
    kind,
    at,
    embedded: told[0],
    localstack: told[1],
  });
  const [here, there] = [embedded.seen, localstack.seen];
  if (isRefusal(here) !== isRefusal(there))
    return [differ('allowed', 'outcome', [summary(here), summary(there)])];
  const changes = [changed(embedded), changed(localstack)] as const;
  if (changes[0] !== changes[1])
    return [differ('allowed', 'changes', [String(changes[0]), String(changes[1])])];
  const after = changes[0] ? [embedded.after, localstack.after] : [[], []];
  const reads = readsThatDiffer(
    [...(after[0] ?? []), ...embedded.shows],
    [...(after[1] ?? []), ...localstack.shows],
  );
  return [
    ...partsThatDiffer(here, there).map(([at, ...told]) =>
      differ(isRefusal(here) ? 'refusal' : 'answer', at, told),
    ),
    ...reads.map(([at, ...told]) =>
      at === 'outcome' ? differ('allowed', 'outcome of a read', told) : differ('reads', at, told),
    ),
  ];
}

/** For tests: whether a store changed its world. */
export function changed({ before, after }: Outcome): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

/** For tests: whether a request was refused. */
export function isRefusal({ code }: Seen): boolean {
  return code !== undefined;
}

function summary({ status, code, message }: Seen): string {
  return code === undefined ? `${status}` : `${status} ${code}: ${message}`;
}

function readsThatDiffer(here: readonly Seen[], there: readonly Seen[]): readonly Part[] {
  return here.flatMap((read, index) =>
    partsThatDiffer(read, there[index]).map(([at, ...told]): Part => [at, ...told]),
  );
}

type Part = readonly [at: string, embedded: string, localstack: string];

/** Messages are compared where both are keyhole's: a store's own words are its own. */
function partsThatDiffer(here: Seen, there: Seen | undefined): readonly Part[] {
  if (there === undefined) return [['outcome', summary(here), 'not asked']];
  if (isRefusal(here) !== isRefusal(there)) return [['outcome', summary(here), summary(there)]];
  const told = (seen: Seen) => [`${seen.status}`, seen.code ?? ''].join(' ').trim();
  if (told(here) !== told(there)) return [['code', summary(here), summary(there)]];
  if (isRefusal(here)) {
    const ours = there.byStore !== true;
    return ours && here.message !== there.message ? [['message', summary(here), summary(there)]] : [];
  }
  return partsOf('', here.answer, there.answer);
}

function partsOf(at: string, here: unknown, there: unknown): readonly Part[] {
  if (JSON.stringify(here) === JSON.stringify(there)) return [];
  if (typeof here === 'object' && here !== null && typeof there === 'object' && there !== null) {
    const keys = new Set([...Object.keys(here), ...Object.keys(there)]);
    const inList = Array.isArray(here) && Array.isArray(there);
    return [...keys].flatMap((key) =>
      partsOf(inList ? `${at}[]` : `${at}.${key}`, Reflect.get(here, key), Reflect.get(there, key)),
    );
  }
  return [[at, JSON.stringify(here) ?? 'absent', JSON.stringify(there) ?? 'absent']];
}
