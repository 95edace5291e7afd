/**
 * Writes `constraints/<service>.json` from the API models that botocore carries (Apache-2.0):
 *
 *     pip install --no-deps --target /tmp/models botocore
 *     node support/aws/model/generate-constraints.ts /tmp/models/botocore
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { serviceNames } from '../services.ts';
import type { ConstrainedShape, ServiceConstraints } from './service-constraints.ts';
import { isModelled } from './service-constraints.ts';

/** A shape in botocore's service-2.json. */
interface ModelShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: boolean;
}

interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

/** Values in the order in which AWS lists them in a refusal, where it is not that of the model. Recorded answers show it. */
const recordedOrder: Readonly<Record<string, readonly string[]>> = {
  MacAlgorithmSpec: ['HMAC_SHA_384', 'HMAC_SHA_256', 'HMAC_SHA_224', 'HMAC_SHA_512'],
};

/** The values of an enumeration, in the order of a refusal. A value that is new in the model comes last. */
function inRecordedOrder(name: string, values: readonly string[]): readonly string[] {
  const known = (recordedOrder[name] ?? []).filter((value) => values.includes(value));
  return [...known, ...values.filter((value) => !known.includes(value))];
}

/** The types whose minimum and maximum apply to the value, not to its length. */
const numbers: ReadonlySet<string> = new Set(['integer', 'long', 'float', 'double']);

const services = serviceNames.filter(isModelled).toSorted();

function modelOf(botocore: string, service: string): { readonly file: string; readonly model: ServiceModel } {
  const versions = join('data', service);
  const version = readdirSync(join(botocore, versions)).sort().at(-1) ?? '';
  const file = join(versions, version, 'service-2.json');
  return { file, model: JSON.parse(gunzipSync(readFileSync(join(botocore, `${file}.gz`))).toString()) };
}

function shapesBelow({ member, members = {}, key, value }: ModelShape): readonly string[] {
  return [...Object.values(members), member, key, value].flatMap((part) => (part ? [part.shape] : []));
}

/** The shapes that have a constraint, or contain a shape that has one. */
function constrainedShapes({ shapes }: ServiceModel): ReadonlySet<string> {
  const found = new Set<string>();
  const constrains = ({ min, max, pattern, enum: values, required = [] }: ModelShape) =>
    min !== undefined || max !== undefined || pattern || values || required.length > 0;
  let before = -1;
  while (found.size > before) {
    before = found.size;
    for (const [name, shape] of Object.entries(shapes)) {
      if (constrains(shape) || shapesBelow(shape).some((below) => found.has(below))) found.add(name);
    }
  }
  return found;
}

function constrained(shape: ModelShape, kept: ReadonlySet<string>): ConstrainedShape {
  const { min, max, pattern, enum: values, required, sensitive, members = {}, member, key, value } = shape;
  const reference = (part: { readonly shape: string } | undefined) =>
    part && kept.has(part.shape) ? part.shape : undefined;
  const named = Object.entries(members).flatMap(([name, part]) => {
    const below = reference(part);
    return below === undefined ? [] : [[name, below] as const];
  });
  const bounded = min !== undefined || max !== undefined;
  return {
    ...(bounded && numbers.has(shape.type) && { number: true }),
    ...(required?.length && { required }),
    ...(named.length > 0 && { members: Object.fromEntries(named) }),
    ...{ min, max, pattern, enum: values },
    ...(sensitive && { sensitive }),
    ...{ item: reference(member), key: reference(key), value: reference(value) },
  };
}

function constraintsOf(model: ServiceModel, source: string): ServiceConstraints {
  const kept = constrainedShapes(model);
  const inputs = Object.entries(model.operations).flatMap(([operation, { input }]) =>
    input && kept.has(input.shape) ? [[operation, input.shape] as const] : [],
  );
  const reached = new Set(inputs.map(([, shape]) => shape));
  for (const name of reached) {
    const shape = model.shapes[name];
    for (const below of shape ? shapesBelow(shape) : []) if (kept.has(below)) reached.add(below);
  }
  const shapes = [...reached].sort().flatMap((name) => {
    const shape = model.shapes[name];
    if (shape === undefined) return [];
    const values = shape.enum && inRecordedOrder(name, shape.enum);
    return [[name, constrained({ ...shape, ...(values && { enum: values }) }, kept)] as const];
  });
  return { source, inputs: Object.fromEntries(inputs), shapes: Object.fromEntries(shapes) };
}

/** The text of a file, with one entry a line: a new version of a model makes a readable difference. */
function textOf({ source, inputs, shapes }: ServiceConstraints): string {
  const lines = (entries: object) =>
    Object.entries(entries)
      .map(([name, entry]) => `    ${JSON.stringify(name)}: ${JSON.stringify(entry)}`)
      .join(',\n');
  return `{\n  "source": ${JSON.stringify(source)},\n  "inputs": {\n${lines(inputs)}\n  },\n  "shapes": {\n${lines(shapes)}\n  }\n}\n`;
}

const [botocore] = process.argv.slice(2);
if (botocore === undefined) throw new Error('usage: node generate-constraints.ts <folder of botocore>');
const [, version] = /__version__ = '([^']+)'/.exec(readFileSync(join(botocore, '__init__.py'), 'utf8')) ?? [];
const today = new Date().toISOString().slice(0, 10);
for (const service of services) {
  const { file, model } = modelOf(botocore, service);
  const source = `botocore ${version} (Apache-2.0), ${file}, read on ${today}`;
  const target = new URL(`constraints/${service}.json`, import.meta.url);
  writeFileSync(target, textOf(constraintsOf(model, source)));
}
