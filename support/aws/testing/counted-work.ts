/**
 * The work of a synchronous function on texts, counted instead of timed. It counts the characters that string methods
 * visit or copy, and those that regular expressions pass over or match. It also counts the characters of names looked up in maps and
 * sets, and the elements that searches of arrays visit.
 * A function that throws is counted like one that returns.
 */
export function countedWork(run: () => unknown): number {
  let work = 0;
  const restore = COUNTED.map(({ owner, method, cost }) =>
    wrap(owner, method, (self, args, result) => {
      work += 1 + cost(self, args, result);
    }),
  );
  try {
    run();
  } catch {
    // A refusal costs work like an answer, so it is counted too.
  } finally {
    for (const undo of restore) undo();
  }
  return work;
}

/** True if twice the size costs at most about twice the work. Squares cost four times as much, cubes eight times. */
export function growsLinearly(run: (size: number) => () => unknown, size: number): boolean {
  const once = countedWork(run(size));
  const twice = countedWork(run(2 * size));
  return twice <= 2.5 * once + 1000;
}

type Cost = (self: unknown, args: readonly unknown[], result: unknown) => number;

interface Counted {
  readonly owner: object;
  readonly method: string;
  readonly cost: Cost;
}

const lengthOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : 0;
const wholeText: Cost = (self) => lengthOf(self);
const resultLength: Cost = (_, __, result) => lengthOf(result);
const nameLength: Cost = (_, [name]) => lengthOf(name);

/** The length of a search, from its start to the text found, or to the end. */
const searched: Cost = (self, [wanted, from], result) => {
  const start = typeof from === 'number' ? from : 0;
  const end = typeof result === 'number' && result >= 0 ? result + lengthOf(wanted) : lengthOf(self);
  return Math.max(0, end - start);
};

let lastIndex = 0;
/** The length of a regular expression's match. A sticky expression that does not match counts once. */
const matched: Cost = (self, [text], result) => {
  const from = lastIndex;
  if (Array.isArray(result)) return Number(Reflect.get(result, 'index')) - from + lengthOf(result[0]);
  return self instanceof RegExp && self.sticky ? 1 : Math.max(0, lengthOf(text) - from);
};

const COUNTED: readonly Counted[] = [
  ...['indexOf', 'includes'].map((method) => ({ owner: String.prototype, method, cost: searched })),
  ...['lastIndexOf', 'split', 'trim', 'toLowerCase', 'replaceAll'].map((method) => ({
    owner: String.prototype,
    method,
    cost: wholeText,
  })),
  { owner: String.prototype, method: 'slice', cost: resultLength },
  { owner: String.prototype, method: 'startsWith', cost: nameLength },
  { owner: String.prototype, method: 'charAt', cost: () => 0 },
  { owner: String.prototype, method: 'charCodeAt', cost: () => 0 },
  { owner: RegExp.prototype, method: 'exec', cost: matched },
  { owner: Map.prototype, method: 'get', cost: nameLength },
  { owner: Map.prototype, method: 'has', cost: nameLength },
  { owner: Map.prototype, method: 'set', cost: nameLength },
  { owner: Set.prototype, method: 'has', cost: nameLength },
  { owner: Set.prototype, method: 'add', cost: nameLength },
  { owner: Array.prototype, method: 'indexOf', cost: searched },
  { owner: Array.prototype, method: 'includes', cost: wholeText },
  { owner: Array.prototype, method: 'join', cost: resultLength },
  { owner: JSON, method: 'parse', cost: nameLength },
];

/** Replaces a method by a counting function; the returned function restores the method. */
function wrap(
  owner: object,
  method: string,
  count: (self: unknown, args: readonly unknown[], result: unknown) => void,
): () => void {
  const original: unknown = Reflect.get(owner, method);
  if (typeof original !== 'function') throw new TypeError(`there is no method ${method} to count`);
  Object.defineProperty(owner, method, {
    configurable: true,
    writable: true,
    value: function counted(this: unknown, ...args: unknown[]): unknown {
      const from = this instanceof RegExp && (this.sticky || this.global) ? this.lastIndex : 0;
      const result: unknown = Reflect.apply(original, this, args);
      lastIndex = from;
      count(this, args, result);
      return result;
    },
  });
  return () => Object.defineProperty(owner, method, { configurable: true, writable: true, value: original });
}
