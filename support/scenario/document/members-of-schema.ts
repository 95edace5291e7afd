import type { z } from 'zod';

/** The names of the members that a schema has at a path of a document; empty if it leaves the names open. */
export function membersAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const found = path.reduce<readonly z.core.$ZodType[]>(
    (holders, name) => holders.flatMap((holder) => below(holder, name)),
    [schema],
  );
  return [...new Set(found.flatMap(unwrapped).flatMap((part) => Object.keys(shapeOf(part) ?? {})))];
}

/** The schemas of one member, or of each item of a list. */
function below(schema: z.core.$ZodType, name: PropertyKey): readonly z.core.$ZodType[] {
  return unwrapped(schema).flatMap((part) => {
    const { def } = (part as z.core.$ZodTypes)._zod;
    if (def.type === 'record') return [def.valueType];
    if (def.type === 'array') return [def.element];
    return shapeOf(part)?.[String(name)] ?? [];
  });
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'object' ? def.shape : undefined;
}

/** A schema without what stands around it: a default, a transformation, a choice of several. */
function unwrapped(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
      return unwrapped(def.innerType);
    case 'lazy':
      return unwrapped(def.getter());
    case 'pipe':
      return [...unwrapped(def.in), ...unwrapped(def.out)];
    case 'union':
      return def.options.flatMap(unwrapped);
    default:
      return [schema];
  }
}
