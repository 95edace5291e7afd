/** A function whose result is computed once for each subject: an index of a whole site, for all its pages. */
export function once<Subject extends object, Result>(compute: (subject: Subject) => Result) {
  const results = new WeakMap<Subject, { readonly result: Result }>();
  return (subject: Subject): Result => {
    const known = results.get(subject) ?? { result: compute(subject) };
    results.set(subject, known);
    return known.result;
  };
}
