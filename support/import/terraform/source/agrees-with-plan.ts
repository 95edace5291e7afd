/**
 * True if what a configuration says is what the plan knows. Text that the plan does not know agrees with all; the order of lists
 * is left aside, since a plan sorts sets.
 */
export function agreesWithPlan(planned: unknown, written: unknown): boolean {
  if (planned === null || planned === undefined || planned === '') return true;
  if (Array.isArray(planned)) {
    const items: readonly unknown[] = Array.isArray(written) ? written : [];
    const known = planned.filter((item) => item !== null);
    return (
      items.length === planned.length &&
      known.every((item) => items.some((other) => agreesWithPlan(item, other)))
    );
  }
  if (typeof planned === 'object')
    return Object.entries(planned).every(([name, value]) => agreesWithPlan(value, Object(written)[name]));
  return String(planned) === String(written);
}
