import type { Member, StructureShape } from '../schema/shape.ts';

const ordered = new WeakMap<StructureShape, StructureShape>();

/**
 * The root of a document of S3 with its elements in S3's order, not the model's. The owner is first, and the repeated
 * elements of a list are last. Some SDKs read a list as it arrives, and need the name of its bucket and owner first.
 *
 * Undocumented: AWS does not state the order. Recorded answers show it.
 */
export function inOrder(shape: StructureShape): StructureShape {
  let found = ordered.get(shape);
  if (found === undefined) {
    found = { ...shape, members: shape.members.toSorted((a, b) => place(a) - place(b)) };
    ordered.set(shape, found);
  }
  return found;
}

function place(member: Member): number {
  if (member.flattened && member.shape.kind === 'list') return 2;
  return member.name === 'Owner' ? 0 : 1;
}
