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
import { copyS3State } from './s3/copy-s3-state.ts';
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
    requireDecided: requireConditions,
  },
  kms: { create: createKmsState, copy: copyKmsState, operations: kmsOperations },
  secretsmanager: {
    create: createSecretsState,
    copy: copySecretsState,
    operations: secretsmanagerOperations,
  },
  dynamodb: {
    create: createDynamodbState,
    copy: copyDynamodbState,
    operations: dynamodbOperations,
    requireDecided: requireDecidedKey,
  },
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
