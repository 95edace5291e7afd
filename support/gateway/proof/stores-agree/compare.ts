import type { Seen } from './side.ts';

/** For tests: both answers of one request, and the answers of the same reads before and after it. */
export interface Both {
  readonly name: string;
  /** True if the operation only reads. */
  readonly isRead: boolean;
  readonly embedded: Outcome;
  readonly localstack: Outcome;
}

/** For tests: one store's answer, and what was in its state around it. */
export interface Outcome {
  readonly seen: Seen;
  readonly before: readonly Seen[];
  readonly after: readonly Seen[];
  /** The reads that show the effect of the operation. */
  readonly shows: readonly Seen[];
}

/** For tests: how two stores differ in one request. */
export interface Difference {
  readonly name: string;
  /** The operation whose answers differ: the one that was asked, or one that read what was there then. */
  readonly of: string;
  /** `result`: one store performs, changes or shows something that the other refuses or leaves. */
  readonly kind: 'result' | 'refusal' | 'answer';
  /** The difference: `code`, `message`, `changes`, or the place in an answer. */
  readonly at: string;
  readonly embedded: string;
  readonly localstack: string;
}

type Found = Omit<Difference, 'name'>;

/** For tests: how the stores differ in a request; nothing if they agree. */
export function differences({ name, embedded, localstack }: Both): readonly Difference[] {
  return found(embedded, localstack).map((difference) => ({ name, ...difference }));
}

function found(embedded: Outcome, localstack: Outcome): readonly Found[] {
  const answers = differencesOf(embedded.seen, localstack.seen);
  if (answers.some(({ kind }) => kind === 'result')) return answers;
  const [here, there] = [changed(embedded), changed(localstack)];
  const { of } = embedded.seen;
  if (here !== there) {
    const told = { embedded: changes(here, embedded), localstack: changes(there, localstack) };
    return [{ of, kind: 'result', at: 'changes', ...told }];
  }
  const after = here ? pairs(embedded.after, localstack.after) : [];
  return [
    ...answers,
    ...[...after, ...pairs(embedded.shows, localstack.shows)].flatMap(([read, other]) =>
      differencesOf(read, other),
    ),
  ];
}

/**
 * Tells whether a store changed its state, and which parts of the request it refused by name: DeleteObjects
 * answers 200.
 */
function changes(isChanged: boolean, { seen }: Outcome): string {
  const { Errors = [] }: { Errors?: readonly { readonly Code?: string }[] } = { ...Object(seen.answer) };
  const codes = Errors.map(({ Code }) => Code);
  return codes.length === 0 ? `${isChanged}` : `${isChanged}, refused: ${codes.join()}`;
}

function pairs(here: readonly Seen[], there: readonly Seen[]): readonly (readonly [Seen, Seen])[] {
  return here.flatMap((seen, index) => {
    const other = there[index];
    return other ? [[seen, other] as const] : [];
  });
}

/** For tests: whether a store changed its state. */
export function changed({ before, after }: Outcome): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

/** For tests: whether a request was refused. */
export function isRefusal({ code }: Seen): boolean {
  return code !== undefined;
}

/** Messages are compared only if both are keyhole's; the words of LocalStack differ. */
function differencesOf(here: Seen, there: Seen): readonly Found[] {
  const { of } = here;
  const told = { of, embedded: summary(here), localstack: summary(there) };
  if (isRefusal(here) !== isRefusal(there)) return [{ ...told, kind: 'result', at: 'result' }];
  if (here.status !== there.status || here.code !== there.code)
    return [{ ...told, kind: isRefusal(here) ? 'refusal' : 'answer', at: 'code' }];
  if (!isRefusal(here))
    return partsOf('', here.answer, there.answer).map(([at, ...values]) => ({
      of,
      kind: 'answer',
      at,
      embedded: values[0],
      localstack: values[1],
    }));
  const isOurs = there.byStore !== true;
  return isOurs && here.message !== there.message ? [{ ...told, kind: 'refusal', at: 'message' }] : [];
}

function summary({ status, code, message }: Seen): string {
  return code === undefined ? `${status}` : `${status} ${code}: ${message}`;
}

type Part = readonly [at: string, embedded: string, localstack: string];

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
