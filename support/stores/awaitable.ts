/** A value, or the promise of one: a store in this process knows at once what another store has to ask for. */
export type Awaitable<T> = T | Promise<T>;

/** Hands a value on: at once if it is there, since to await it costs as much as a promise. Throws what `next` throws. */
export function whenKnown<T, U>(value: Awaitable<T>, next: (known: T) => Awaitable<U>): Awaitable<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/**
 * The values of several reads, which all start: at once if each is there. Throws the first error of the list once all have ended, so
 * that no error of another read is left unhandled.
 */
export function allKnown<T>(reads: readonly (() => Awaitable<T>)[]): Awaitable<readonly T[]> {
  const ended = reads.map((read) =>
    caught<Ended<T>, Ended<T>>(
      () => whenKnown(read(), (value) => ({ value })),
      (error) => ({ error }),
    ),
  );
  const known = ended.flatMap((one) => (one instanceof Promise ? [] : [one]));
  return known.length === ended.length
    ? known.map(unwrapped)
    : Promise.all(ended).then((all) => all.map(unwrapped));
}

type Ended<T> = { readonly value: T } | { readonly error: unknown };

function unwrapped<T>(ended: Ended<T>): T {
  if ('error' in ended) throw ended.error;
  return ended.value;
}

/** The value that a function gives, or that of `instead` for its error, whether it throws the error or rejects with it. */
export function caught<T, U>(read: () => Awaitable<T>, instead: (error: unknown) => U): Awaitable<T | U> {
  try {
    const reading = read();
    return reading instanceof Promise ? reading.catch(instead) : reading;
  } catch (error) {
    return instead(error);
  }
}
