import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { NormalizedSchema } from '@smithy/core/schema';
import type { Operation, Service } from '../aws/operations.ts';
import { sdkClients } from '../aws/sdk-clients.ts';
import { type CallInProcess, exceptionName, isAnsweredInBytes } from '../gateway/call-in-process.ts';
import { type ClientOptions, type Clients, clientsFor } from './clients.ts';
import { notePolicyRequest } from './observe-policies.ts';

/** A command of the SDK: its schema names the operation. */
interface Command {
  readonly input: object;
  readonly schema?: readonly unknown[];
}

/**
 * Clients whose commands a gateway of this process performs, without signature, bytes and connection. They refuse what the SDK's
 * clients are refused, with errors of the same names. Contents of objects are sent and received by the SDK's clients: its checksums and
 * streams belong to them.
 */
export function clientsInProcess({ call }: CallTaking): (caller: Caller) => Clients {
  return (caller) => clientsOf(call, caller);
}

/** A gateway of this process. */
interface CallTaking {
  readonly call: (asked: CallInProcess) => Promise<object>;
}

type Caller = Pick<ClientOptions, 'endpoint' | 'identity' | 'region'>;

interface Sending {
  readonly send: (command: Command) => Promise<object>;
}

/** The SDK's classes of clients: its paginators and waiters take no other object. Those of S3 Control are loaded at their first use. */
const CLASSES = {
  s3: () => S3Client,
  kms: () => KMSClient,
  iam: () => IAMClient,
  sts: () => STSClient,
  secretsmanager: () => SecretsManagerClient,
  dynamodb: () => DynamoDBClient,
  s3control: () => sdkClients.s3control.S3ControlClient,
} satisfies Record<keyof Clients, () => { readonly prototype: object }>;

function clientsOf(call: CallTaking['call'], caller: Caller): Clients {
  const { identity, region } = caller;
  const sending = clientsFor(caller);
  const accessKeyId = identity === 'anonymous' ? undefined : identity.accessKeyId;
  const sendTo = (service: keyof Clients) => async (command: Command) => {
    if (carriesBody(command) || isAnsweredInBytes(service, nameOf(command)))
      return await (sending[service] as unknown as Sending).send(command);
    const operation = nameOf(command);
    const input = inputOf(command);
    try {
      const output = await call({ service, operation, input, accessKeyId, region });
      notePolicyRequest(operation, input);
      return output;
    } catch (error) {
      throw asAnswered(service, error);
    }
  };
  const clients: Partial<Record<keyof Clients, unknown>> = {};
  for (const service of NAMES)
    Object.defineProperty(clients, service, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = Object.assign(Object.create(CLASSES[service]().prototype), { send: sendTo(service) });
        Object.defineProperty(clients, service, { value, enumerable: true });
        return value;
      },
    });
  return clients as Clients;
}

const NAMES = Object.keys(CLASSES) as (keyof Clients)[];

function carriesBody({ schema }: Command): boolean {
  return [schema?.[4], schema?.[5]].some((shape) =>
    [...membersOf(shape)].some(([, member]) => member.isBlobSchema() && member.isStreaming()),
  );
}

function membersOf(shape: unknown): Iterable<[string, NormalizedSchema]> {
  const schema = NormalizedSchema.of(shape as Parameters<typeof NormalizedSchema.of>[0]);
  return schema.isStructSchema() ? schema.structIterator() : [];
}

/** The operation of a command: the third member of its schema. */
function nameOf({ schema }: Command): Operation {
  const name = schema?.[2];
  if (typeof name !== 'string') throw new TypeError('the command has no schema of an operation');
  return name as Operation;
}

/** The input of a command as the SDK completes it: it makes up the tokens that tell repeated requests apart. */
function inputOf({ schema, input }: Command): object {
  return { ...tokensOf(schema?.[4]), ...input };
}

function tokensOf(shape: unknown): Readonly<Record<string, string>> {
  const tokens = [...membersOf(shape)].filter(([, member]) => member.isIdempotencyToken());
  return Object.fromEntries(tokens.map(([name]) => [name, randomUUID()]));
}

/** An error as the SDK throws it. */
function asAnswered(service: Service, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('status' in error)) return error;
  const { code, status, message } = error;
  return Object.assign(new Error(message, { cause: error }), {
    name: exceptionName(service, String(code)),
    $metadata: { httpStatusCode: status },
  });
}
