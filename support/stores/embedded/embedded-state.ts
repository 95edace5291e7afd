import type { Service } from '../../aws/operations.ts';
import type { Call } from '../store.ts';
import { dynamodbOperations } from './dynamodb/dynamodb-operations.ts';
import { copyDynamodbState, createDynamodbState, type DynamodbState } from './dynamodb/dynamodb-state.ts';
import { requireDecidedKey } from './dynamodb/require-decided-key.ts';
import { iamOperations } from './iam/iam-operations.ts';
import { createIamState, type IamState } from './iam/iam-state.ts';
import { copyKmsState } from './kms/copy-kms-state.ts';
import { kmsOperations } from './kms/kms-operations.ts';
import { createKmsState, type KmsState } from './kms/kms-state.ts';
import type { SpillFile } from './s3/content/spill-file.ts';
import { copyS3State } from './s3/copy-s3-state.ts';
import { type FreezableS3State, freezableS3, s3StateOf } from './s3/frozen-s3-state.ts';
import { requireConditions } from './s3/require-conditions.ts';
import { s3Operations } from './s3/s3-operations.ts';
import { createS3State, type S3State } from './s3/s3-state.ts';
import { copySecretsState, createSecretsState, type SecretsState } from './secretsmanager/secrets-state.ts';
import { secretsmanagerOperations } from './secretsmanager/secretsmanager-operations.ts';
import { stsOperations } from './sts/sts-operations.ts';
import { copyStsState, createStsState, type StsState } from './sts/sts-state.ts';

/** Everything that exists in one embedded store, accounts and regions included; a fresh one is a few empty maps. */
export interface EmbeddedState {
  readonly s3: S3State;
  readonly kms: KmsState;
  readonly iam: IamState;
  readonly sts: StsState;
  readonly dynamodb: DynamodbState;
  readonly secretsmanager: SecretsState;
  /** The gateway answers for organizations itself: no store has one. */
  readonly organizations: Readonly<Record<never, never>>;
  /** The gateway answers for S3 Control itself: its settings of accounts are in no store. */
  readonly s3control: Readonly<Record<never, never>>;
}

/** The users and roles that STS makes sessions of. */
export type Identities = Pick<EmbeddedState, 'iam'>;

/** The row of a service in the embedded store. */
interface EmbeddedService<State> {
  /** An empty state. */
  readonly create: () => State;
  /** An independent copy of the state; `copied` holds the services above this one in the table. */
  readonly copy: (state: State, copied: Identities) => State;
  readonly operations: object;
  /** The part of the state that is values; all of it if this is left out. */
  readonly freezable?: (state: State) => object;
  /** The state of its frozen part, whose large contents are in a file. */
  readonly thawed?: (part: object, file: SpillFile) => State;
  /** Throws StaleDecisionError if the state is not the one that a call was decided on. */
  readonly requireDecided?: (state: State, call: Call) => void;
}

/** Every service of the embedded store, in the order in which they are copied. */
const services: { readonly [S in Service]: EmbeddedService<EmbeddedState[S]> } = {
  iam: { create: createIamState, copy: (state) => structuredClone(state), operations: iamOperations },
  sts: {
    create: createStsState,
    copy: (state, { iam }) => copyStsState(state, iam),
    operations: stsOperations,
  },
  s3: {
    create: createS3State,
    copy: copyS3State,
    operations: s3Operations,
    freezable: freezableS3,
    thawed: (part, file) => s3StateOf(part as FreezableS3State, file),
    requireDecided: requireConditions,
  },
  kms: {
    create: createKmsState,
    copy: copyKmsState,
    operations: kmsOperations,
    freezable: ({ now: _, ...values }) => values,
    thawed: (values) => ({ ...createKmsState(), ...values }),
  },
  secretsmanager: {
    create: createSecretsState,
    copy: copySecretsState,
    operations: secretsmanagerOperations,
    freezable: ({ now: _, ...values }) => values,
    thawed: (values) => ({ ...createSecretsState(), ...values }),
  },
  dynamodb: {
    create: createDynamodbState,
    copy: copyDynamodbState,
    operations: dynamodbOperations,
    requireDecided: requireDecidedKey,
  },
  organizations: { create: () => ({}), copy: (state) => state, operations: {} },
  s3control: { create: () => ({}), copy: (state) => state, operations: {} },
};

/** The names of the services. */
export const serviceNames = Object.keys(services) as readonly Service[];

/** An empty embedded store. */
export function createEmbeddedState(): EmbeddedState {
  const states = serviceNames.map((service) => [service, services[service].create()]);
  return Object.fromEntries(states) as EmbeddedState;
}

/**
 * An independent copy of a state: a write to one is not seen in the other. Key material is shared, since it never
 * changes. Throws TypeError if a bucket holds objects: contents are not copied.
 */
export function copyEmbeddedState(state: EmbeddedState): EmbeddedState {
  const copied: { [S in Service]?: EmbeddedState[S] } = {};
  const iam = services.iam.copy(state.iam, state);
  const copy = <S extends Service>(service: S) => {
    copied[service] = services[service].copy(state[service], { iam });
  };
  for (const service of serviceNames) copy(service);
  return { ...(copied as EmbeddedState), iam };
}

/** The parts of a state that are values, and no functions, by service. They refer to each other. */
export function freezableParts(state: EmbeddedState): object {
  const part = <S extends Service>(service: S) =>
    services[service].freezable?.(state[service]) ?? state[service];
  return Object.fromEntries(serviceNames.map((service) => [service, part(service)]));
}

/** The state of its frozen parts. Throws TypeError if a service is missing. */
export function stateOfParts(parts: object, file: SpillFile): EmbeddedState {
  const stateOf = (service: Service): object => {
    const { operations, create } = services[service];
    const isStateless = Object.keys(operations).length === 0;
    const part: unknown = isStateless ? create() : Reflect.get(parts, service);
    if (typeof part !== 'object' || part === null) throw new TypeError(`there is no state of ${service}`);
    return services[service].thawed?.(part, file) ?? part;
  };
  return Object.fromEntries(
    serviceNames.map((service) => [service, stateOf(service)]),
  ) as unknown as EmbeddedState;
}

/** Throws StaleDecisionError if the state of its service is not the one that a call was decided on. */
export function requireDecided(state: EmbeddedState, call: Call): void {
  requireAt(call.service, state, call);
}

function requireAt<S extends Service>(service: S, state: EmbeddedState, call: Call): void {
  services[service].requireDecided?.(state[service], call);
}

/** The operations that the embedded store has of a service. */
export function operationsOf(service: Service): object {
  return services[service].operations;
}
