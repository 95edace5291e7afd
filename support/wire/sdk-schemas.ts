import { NormalizedSchema } from '@smithy/core/schema';
import type { Service } from '../aws/operations.ts';
import { sdkClients } from '../aws/sdk-clients.ts';
import { services } from '../aws/services.ts';
import { bind, member } from './schema/bind.ts';
import type {
  BoundStructure,
  Member,
  OperationModel,
  Shape,
  StructureShape,
  TimestampFormat,
} from './schema/shape.ts';

/*
 * The one module that knows how the SDK writes its schemas down: `[9, namespace, name, traits, input, output]` for an
 * operation, `[3 | -3 | 4, namespace, name, traits, names, schemas, required]` for a structure, error or union. The SDK
 * calls these exports internal, so its versions are pinned, and a round trip over every operation guards the reading.
 */

/** An error of the model, with its code on the wire and its HTTP status. */
export interface ErrorModel {
  readonly shape: string;
  readonly code: string;
  readonly status: number;
}

type Schema = readonly unknown[];
type Traits = Readonly<Record<string, unknown>>;

/** The names of a service's operations. */
export function operationNames(service: Service): readonly string[] {
  return [...rawOperations(service).keys()];
}

/** An operation's model, compiled at first use; undefined if the service has no such operation. */
export function operationModel(service: Service, name: string): OperationModel | undefined {
  const compiled = remembered(models, service, () => new Map<string, OperationModel>());
  const model = compiled.get(name);
  if (model) return model;
  const raw = rawOperations(service).get(name);
  return raw && remembered(compiled, name, () => compileOperation(name, raw));
}

/** An operation's method, URI pattern and the names of its input's members. */
export interface OperationAddress {
  readonly method: string;
  readonly uri: string;
  readonly members: readonly string[];
}

/** The address of an operation; undefined for a protocol that has none. It compiles nothing. */
export function operationAddress(service: Service, name: string): OperationAddress | undefined {
  const schema = rawOperations(service).get(name);
  const { http } = traitsOf(schema?.[3]);
  if (schema === undefined || !Array.isArray(http)) return undefined;
  const input: unknown = normalizedSchema(schema[4]).getSchema();
  const members = isSchemaOf(3)(input) && Array.isArray(input[4]) ? input[4].map(String) : [];
  return { method: String(http[0]), uri: String(http[1]), members };
}

/** The model of an operation that is known to exist, as {@link operationModel} gives it. */
export function modelOf(service: Service, name: string): OperationModel {
  const model = operationModel(service, name);
  if (!model) throw new TypeError(`${service} has no operation ${name}`);
  return model;
}

/**
 * The errors that a service's model names. The JSON protocol answers 400 to every fault of the client, even if the
 * model has another status.
 * Source: AWS KMS API reference, each operation, section "Errors".
 */
export function errorModels(service: Service): readonly ErrorModel[] {
  const { protocol } = services[service];
  return Object.values(sdkClients[service])
    .filter(isSchemaOf(-3))
    .flatMap((schema) => {
      const { awsQueryError, httpError } = traitsOf(schema[3]);
      const shape = String(schema[2]);
      if (typeof httpError !== 'number') return [];
      const code = protocol === 'query' && Array.isArray(awsQueryError) ? String(awsQueryError[0]) : shape;
      return [{ shape, code, status: protocol === 'json' && httpError < 500 ? 400 : httpError }];
    });
}

const models = new Map<Service, Map<string, OperationModel>>();
const operations = new Map<Service, ReadonlyMap<string, Schema>>();
const structures = new Map<unknown, StructureShape>();

function rawOperations(service: Service): ReadonlyMap<string, Schema> {
  return remembered(operations, service, () => {
    const schemas = Object.values(sdkClients[service]).filter(isSchemaOf(9));
    return new Map(schemas.map((schema) => [String(schema[2]), schema]));
  });
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key);
  if (value !== undefined) return value;
  const made = make();
  known.set(key, made);
  return made;
}

function isSchemaOf(kind: number): (value: unknown) => value is Schema {
  return (value): value is Schema => Array.isArray(value) && value[0] === kind;
}

function traitsOf(value: unknown): Traits {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function compileOperation(name: string, schema: Schema): OperationModel {
  const { http } = traitsOf(schema[3]);
  const [method, uri, status] = Array.isArray(http) ? http : [];
  const output = new Map<'output', BoundStructure | undefined>();
  return {
    name,
    http: http ? { method: String(method), uri: String(uri), status: Number(status) } : undefined,
    input: compileBound(schema[4]) ?? bind(emptyStructure),
    // The routes of S3 need many inputs, and most outputs are never needed.
    get output() {
      if (!output.has('output')) output.set('output', compileBound(schema[5]));
      return output.get('output');
    },
  };
}

const emptyStructure: StructureShape = {
  kind: 'structure',
  rootName: '',
  union: false,
  members: [],
  byWireName: new Map(),
};

function compileBound(reference: unknown): BoundStructure | undefined {
  const normalized = normalizedSchema(reference);
  return normalized.isUnitSchema() ? undefined : bind(compileStructure(normalized));
}

function normalizedSchema(reference: unknown): NormalizedSchema {
  return NormalizedSchema.of(reference as Parameters<typeof NormalizedSchema.of>[0]);
}

function compileShape(schema: NormalizedSchema): Shape {
  if (schema.isStructSchema()) {
    return schema.isStreaming() ? { kind: 'events' } : compileStructure(schema);
  }
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    const { xmlName } = schema.getValueSchema().getMergedTraits();
    return { kind: 'list', item: compileShape(item), itemName: xmlName ?? 'member' };
  }
  if (schema.isMapSchema()) {
    const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
    const valueName = schema.getValueSchema().getMergedTraits().xmlName ?? 'value';
    return { kind: 'map', value: compileShape(schema.getValueSchema()), keyName, valueName };
  }
  if (schema.isBlobSchema()) return { kind: schema.isStreaming() ? 'stream' : 'blob' };
  if (schema.isTimestampSchema())
    return { kind: 'timestamp', format: timestampFormats.get(schema.getSchema()) };
  if (schema.isBooleanSchema()) return { kind: 'boolean' };
  if (schema.isNumericSchema()) return { kind: 'number' };
  if (schema.isStringSchema()) return { kind: 'string' };
  throw new TypeError(`the SDK describes ${schema.getName(true)} in a way the wire does not know`);
}

const timestampFormats: ReadonlyMap<unknown, TimestampFormat> = new Map([
  [5, 'date-time'],
  [6, 'http-date'],
  [7, 'epoch-seconds'],
]);

/** Structures may refer to themselves, and few of the nested ones are used: the members of each are compiled at first use. */
function compileStructure(schema: NormalizedSchema): StructureShape {
  const raw = schema.getSchema();
  return remembered(structures, raw, () => {
    let compiled: Pick<StructureShape, 'members' | 'byWireName'> | undefined;
    const parts = () => {
      compiled ??= compileMembers(schema, raw);
      return compiled;
    };
    return {
      kind: 'structure',
      rootName: schema.getOwnTraits().xmlName ?? schema.getName() ?? '',
      union: schema.isUnionSchema(),
      get members() {
        return parts().members;
      },
      get byWireName() {
        return parts().byWireName;
      },
    };
  });
}

function compileMembers(schema: NormalizedSchema, raw: unknown) {
  const required = Array.isArray(raw) && typeof raw[6] === 'number' ? raw[6] : 0;
  const members = [...schema.structIterator()].map(([name, memberSchema], at): Member => {
    const traits = memberSchema.isStructSchema()
      ? memberSchema.getMemberTraits()
      : memberSchema.getMergedTraits();
    return member({ name, traits, shape: compileShape(memberSchema), required: at < required });
  });
  const inBody = members.filter(({ attribute }) => !attribute);
  return { members, byWireName: new Map(inBody.map((each) => [each.wireName, each])) };
}
