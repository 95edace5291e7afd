import type { Member, Shape, StructureShape } from '../../wire/schema/shape.ts';

/** For tests: an input of an operation with its required members alone. */
export function leastInput(shape: StructureShape): Readonly<Record<string, unknown>> {
  const [first] = shape.members;
  const wanted: readonly Member[] =
    shape.union && first !== undefined ? [first] : shape.members.filter(({ required }) => required);
  return Object.fromEntries(wanted.map((member) => [member.name, leastValue(member.shape)]));
}

/** The query protocol cannot carry an empty structure. */
function leastStructure(shape: StructureShape): Readonly<Record<string, unknown>> {
  const least = leastInput(shape);
  const [first] = shape.members;
  return Object.keys(least).length > 0 || first === undefined
    ? least
    : { [first.name]: leastValue(first.shape) };
}

function leastValue(shape: Shape): unknown {
  switch (shape.kind) {
    case 'structure':
      return leastStructure(shape);
    case 'list':
      return [leastValue(shape.item)];
    case 'map':
      return { a: leastValue(shape.value) };
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'timestamp':
      return new Date(0);
    case 'blob':
    case 'stream':
    case 'events':
      return Buffer.from('a');
    case 'string':
      return 'a';
  }
}
