import type { BoundStructure, Member, Place, Shape, StructureShape } from './shape.ts';

/** The SDK's description of one member, with its traits by their Smithy names. */
export interface MemberDescription {
  readonly name: string;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly shape: Shape;
  readonly required: boolean;
}

/** Compiles a member from its description. */
export function member({ name, traits, shape, required }: MemberDescription): Member {
  const [place, headerName] = placeOf(traits);
  const payload = place === 'payload';
  const own = typeof traits.xmlName === 'string' ? traits.xmlName : undefined;
  const wireName = own ?? (payload && shape.kind === 'structure' ? shape.rootName : name);
  return {
    name,
    wireName,
    shape,
    required,
    flattened: Boolean(traits.xmlFlattened),
    attribute: Boolean(traits.xmlAttribute),
    place,
    placeName: place === 'query' ? headerName : headerName.toLowerCase(),
    headerName,
    open: `<${wireName}${namespaceAttribute(traits.xmlNamespace)}`,
    close: `</${wireName}>`,
  };
}

/** Sorts the members of an operation's input or output by the place that carries them. */
export function bind(shape: StructureShape): BoundStructure {
  const at = (place: Place) => shape.members.filter((each) => each.place === place);
  const body = at('body');
  const byWireName = new Map(body.map((each) => [each.wireName, each]));
  return {
    shape,
    labels: at('label'),
    headers: at('header'),
    prefixHeaders: at('prefix-headers'),
    queries: at('query'),
    payload: at('payload')[0],
    body: body.length > 0 ? { ...shape, members: body, byWireName } : undefined,
  };
}

function placeOf(traits: Readonly<Record<string, unknown>>): [Place, string] {
  if (typeof traits.httpHeader === 'string') return ['header', traits.httpHeader];
  if (typeof traits.httpQuery === 'string') return ['query', traits.httpQuery];
  if (typeof traits.httpPrefixHeaders === 'string') return ['prefix-headers', traits.httpPrefixHeaders];
  if (traits.httpPayload) return ['payload', ''];
  return [traits.httpLabel ? 'label' : 'body', ''];
}

function namespaceAttribute(namespace: unknown): string {
  if (!Array.isArray(namespace)) return '';
  const [prefix, uri] = namespace;
  return ` ${prefix ? `xmlns:${prefix}` : 'xmlns'}="${uri}"`;
}
