import type { Shape } from '../schema/shape.ts';

/** Converts a value to JSON: bytes to base64, times to seconds since 1970. Members that the shape lacks are left out. */
export function toJson(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'structure': {
      const json: Record<string, unknown> = {};
      for (const { name, shape: memberShape } of shape.members) {
        const item = isObject(value) ? value[name] : undefined;
        if (item !== undefined && item !== null) json[name] = toJson(memberShape, item);
      }
      return json;
    }
    case 'list':
      return Array.isArray(value) ? value.map((item) => toJson(shape.item, item)) : [];
    case 'map':
      return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(shape.value, item)]))
        : {};
    default:
      if (value instanceof Date) return value.getTime() / 1000;
      if (value instanceof Uint8Array) {
        return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
      }
      return value;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
