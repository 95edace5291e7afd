/** A change of one principal, and the objects that it is about. */
interface OfObjects {
  readonly principals: readonly string[];
  readonly objects?: readonly string[] | undefined;
}

/** Groups changes whose principals have the same objects: one principal may have had some of them before. */
export function withEqualObjects<Change extends OfObjects>(
  changes: readonly Change[],
): readonly (readonly Change[])[] {
  const ofPrincipal = Map.groupBy(changes, ({ principals }) => principals.join('\n'));
  const groups = Map.groupBy(ofPrincipal.values(), (own) =>
    JSON.stringify(own.map(({ objects = [] }) => objects)),
  );
  return [...groups.values()].map((group) => group.flat());
}
