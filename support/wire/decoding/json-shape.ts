import { missingMembers, serializationException } from '../faults.ts';
import type { ScalarShape, Shape, StructureShape } from '../schema/shape.ts';
import { setOwn } from './own-property.ts';
import { readBase64, readEpochSeconds } from './scalar.ts';

/**
 * Parses a JSON body as a structure. AWS ignores unknown members and treats null as absent.
 *
 * Throws `SerializationException` for invalid JSON and for values of another type than in the model, and
 * `ValidationException` for missing members.
 */
export function readJsonBody(body: Uint8Array, shape: StructureShape): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(body));
  } catch {
    throw serializationException('The request body is not valid JSON');
  }
  const missing: string[] = [];
  const input = readObject(json, shape, { path: '', missing, depth: 0 });
  if (missing.length > 0) throw missingMembers('ValidationException', missing);
  return input;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

interface Reading {
  readonly path: string;
  readonly missing: string[];
  readonly depth: number;
}

/**
 * The deepest nesting. It is deeper than any operation needs and does not exhaust the stack; some shapes contain
 * themselves.
 */
const maximumDepth = 64;

function readValue(json: unknown, shape: Shape, reading: Reading): unknown {
  if (reading.depth > maximumDepth) throw serializationException('The request is nested too deeply');
  switch (shape.kind) {
    case 'structure':
      return readObject(json, shape, reading);
    case 'list': {
      if (!Array.isArray(json)) throw unexpected(json, 'List');
      return json.map((item, i) => readValue(item, shape.item, inside(reading, `${i + 1}.member`)));
    }
    case 'map': {
      const value: Record<string, unknown> = {};
      for (const [key, item] of entries(json)) {
        if (item !== null) setOwn(value, key, readValue(item, shape.value, inside(reading, key)));
      }
      return value;
    }
    default:
      return readScalar(json, shape);
  }
}

function readObject(json: unknown, shape: StructureShape, reading: Reading): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const given = new Map(entries(json));
  for (const { name, shape: memberShape, required } of shape.members) {
    const item = given.get(name);
    const path = inside(reading, name.charAt(0).toLowerCase() + name.slice(1));
    if (item !== undefined && item !== null) value[name] = readValue(item, memberShape, path);
    else if (required) reading.missing.push(path.path);
  }
  return value;
}

function inside({ path, missing, depth }: Reading, name: string): Reading {
  return { path: path === '' ? name : `${path}.${name}`, missing, depth: depth + 1 };
}

function entries(json: unknown): [string, unknown][] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw unexpected(json, 'structure');
  return Object.entries(json);
}

function readScalar(json: unknown, shape: ScalarShape): unknown {
  switch (shape.kind) {
    case 'string':
      if (typeof json === 'string') return json;
      throw unexpected(json, 'String');
    case 'boolean':
      if (typeof json === 'boolean') return json;
      throw unexpected(json, 'Boolean');
    case 'number':
      if (Number.isSafeInteger(json)) return json;
      throw unexpected(json, 'Integer');
    case 'timestamp': {
      const date = typeof json === 'number' ? readEpochSeconds(json) : undefined;
      if (date) return date;
      throw unexpected(json, 'Timestamp');
    }
    default: {
      const bytes = typeof json === 'string' ? readBase64(json) : undefined;
      if (bytes) return bytes;
      throw unexpected(json, 'Blob');
    }
  }
}

const tokens: Readonly<Record<string, string>> = {
  string: 'STRING_VALUE',
  number: 'NUMBER_VALUE',
  boolean: 'BOOLEAN_VALUE',
  object: 'structure',
};

function unexpected(json: unknown, wanted: string) {
  const token = Array.isArray(json)
    ? 'list'
    : json === null
      ? 'NULL_VALUE'
      : (tokens[typeof json] ?? 'value');
  return serializationException(`${token} can not be converted to a ${wanted}`);
}
