import fc from 'fast-check';
import type { MapShape, Member, Shape, StructureShape } from '../schema/shape.ts';

type Values = Record<string, unknown>;

/** Options for values that a protocol can carry. */
export interface Arbitrary {
  /** The names of members that are left out everywhere. */
  readonly except?: ReadonlySet<string>;
  /** False if the protocol cannot carry an empty structure or map, as the query protocol cannot. */
  readonly empty?: boolean;
  readonly depth?: number;
}

/** A header's text: not empty, US-ASCII, without white space at its ends. */
export const headerText = fc.stringMatching(/^[!-~]([ -~]{0,12}[!-~])?$/);

/** Text as documents carry it, mostly with special characters. */
export const documentText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    '<a>&amp;</a>',
    '"quoted" \'text\'',
    ' both ends ',
    'ü€𝄞',
    ']]>',
    '%2F+&=',
    'a\nb\tc',
    '__proto__',
  ),
);

const bucket = fc.stringMatching(/^[a-z0-9][a-z0-9-]{2,20}[a-z0-9]$/);

/** Object keys, many of which a path could be confused by. */
export const objectKey = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    '/',
    '//',
    'a//b',
    'a/',
    '/a',
    '.',
    '..',
    'a/../b',
    './a',
    'a b',
    'a+b',
    'a%2Fb',
    '%',
    '%25',
    'ü/€',
    '?acl',
    '#',
    'a&b=c',
  ),
);

/** Values of a structure: required members always, the others sometimes. */
export function arbitraryStructure(shape: StructureShape, options: Arbitrary): fc.Arbitrary<Values> {
  const depth = options.depth ?? 0;
  // A union needs one member; below a certain depth it gets one without parts.
  const members = shape.members.filter(
    (each) =>
      !options.except?.has(each.name) &&
      (each.required || depth < 4 || (shape.union && !hasParts(each.shape))),
  );
  const model = Object.fromEntries(
    members.map((each) => [each.name, arbitraryMember(each, { ...options, depth: depth + 1 })]),
  );
  if (shape.union) {
    return fc.oneof(
      ...members.map((each) => fc.record({ [each.name]: model[each.name] ?? fc.constant('') })),
    );
  }
  const requiredKeys = members
    .filter((each) => each.required || isAlwaysThere(each))
    .map((each) => each.name);
  const values = fc.record(model, { requiredKeys });
  return options.empty === false && depth > 0
    ? values.filter((value) => Object.keys(value).length > 0)
    : values;
}

function hasParts({ kind }: Shape): boolean {
  return kind === 'structure' || kind === 'list' || kind === 'map';
}

/** Keys of a map. In maps of structures the SDK loses the key `__proto__`. */
function keysOf({ value }: MapShape, { text }: Place): fc.Arbitrary<string> {
  return hasParts(value) ? text.filter((key) => key !== '__proto__') : text;
}

/** True for members that the SDK adds if they are not given: bodies and metadata. */
function isAlwaysThere({ place }: Member): boolean {
  return place === 'payload' || place === 'prefix-headers';
}

function arbitraryMember(member: Member, options: Arbitrary): fc.Arbitrary<unknown> {
  switch (member.place) {
    case 'label':
      return member.name === 'Bucket' ? bucket : objectKey;
    case 'header':
      return arbitraryValue(member.shape, { ...options, text: headerText, minLength: 1 });
    case 'prefix-headers':
      return fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), headerText, {
        minKeys: 1,
        maxKeys: 3,
      });
    case 'payload':
      return arbitraryValue(member.shape, {
        ...options,
        text: documentText.filter((text) => text !== ''),
        minLength: 0,
      });
    default:
      // The SDK does not escape line breaks in attributes, where XML turns them into spaces.
      return arbitraryValue(member.shape, {
        ...options,
        text: member.attribute ? headerText : documentText,
        minLength: member.flattened ? 1 : 0,
      });
  }
}

interface Place extends Arbitrary {
  readonly text: fc.Arbitrary<string>;
  readonly minLength: number;
}

function arbitraryValue(shape: Shape, options: Place): fc.Arbitrary<unknown> {
  const minLength = options.empty === false && shape.kind === 'map' ? 1 : options.minLength;
  switch (shape.kind) {
    case 'structure':
      return arbitraryStructure(shape, options);
    case 'list':
      return fc.array(arbitraryValue(shape.item, { ...options, minLength: 0 }), { minLength, maxLength: 3 });
    case 'map':
      return fc.dictionary(
        keysOf(shape, options),
        arbitraryValue(shape.value, { ...options, minLength: 0 }),
        {
          minKeys: minLength,
          maxKeys: 3,
          noNullPrototype: true,
        },
      );
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.oneof(fc.integer(), fc.constantFrom(0, -1, 2 ** 40));
    case 'blob':
    case 'stream':
      return fc.uint8Array({ maxLength: 20 });
    case 'timestamp':
      return fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
    case 'string':
      return options.text;
    case 'events':
      return fc.constant(undefined);
  }
}
