/** The awaited value; a failure if it takes longer than so many milliseconds. No timer outlives the wait. */
export async function withinIdleTime<T>(
  awaited: Promise<T>,
  milliseconds: number,
  failure: () => Error,
): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(failure()), milliseconds);
  try {
    return await Promise.race([awaited, promise]);
  } finally {
    clearTimeout(timer);
  }
}
