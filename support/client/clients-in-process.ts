import { randomUUID } from 'node:crypto';
import { NormalizedSchema } from '@smithy/core/schema';
import type { Operation, Service } from '../aws/operations.ts';
import { serviceNames } from '../aws/services.ts';
import type { CallInProcess } from '../gateway/call-in-process.ts';
import type { Clients } from './clients.ts';
import type { Identity } from './identity.ts';

/** A command of the SDK: its schema names the operation. */
interface Command {
  readonly input: object;
  readonly schema?: readonly unknown[];
}

/**
 * Clients whose commands a gateway of this process performs, without signature, bytes and connection. They refuse what the SDK's
 * clients are refused, with errors of the same names.
 */
export function clientsInProcess({ call }: CallTaking): (caller: Caller) => Clients {
  return (caller) => clientsOf(call, caller);
}

/** A gateway of this process. */
interface CallTaking {
  readonly call: (asked: CallInProcess) => Promise<object>;
}

interface Caller {
  readonly identity: Identity;
  readonly region: string;
}

function clientsOf(call: CallTaking['call'], { identity, region }: Caller): Clients {
  const accessKeyId = identity === 'anonymous' ? undefined : identity.accessKeyId;
  const clientOf = (service: Service) => ({
    send: (command: Command) => {
      const { operation, input } = askedBy(command);
      return call({ service, operation, input, accessKeyId, region }).catch((error: unknown) => {
        throw asAnswered(error);
      });
    },
  });
  const clients: unknown = Object.fromEntries(serviceNames.map((service) => [service, clientOf(service)]));
  return clients as Clients;
}

/**
 * The operation of a command, and its input as the SDK completes it: it makes up the tokens that tell repeated requests
 * apart. The third member of the schema of an operation is its name, the fifth its input.
 */
function askedBy({ schema, input }: Command): { readonly operation: Operation; readonly input: object } {
  const [, , name, , shape] = schema ?? [];
  if (typeof name !== 'string') throw new TypeError('the command has no schema of an operation');
  return { operation: name as Operation, input: { ...tokensOf(shape), ...input } };
}

function tokensOf(shape: unknown): Readonly<Record<string, string>> {
  const members = NormalizedSchema.of(shape as Parameters<typeof NormalizedSchema.of>[0]).structIterator();
  const tokens = [...members].filter(([, member]) => member.isIdempotencyToken());
  return Object.fromEntries(tokens.map(([name]) => [name, randomUUID()]));
}

/** An error as the SDK throws it: AWS's code is its name. */
function asAnswered(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('status' in error)) return error;
  const { code, status, message } = error;
  return Object.assign(new Error(message, { cause: error }), {
    name: String(code),
    $metadata: { httpStatusCode: status },
  });
}
