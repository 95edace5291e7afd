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
export function clientsInProcess(
  call: (asked: CallInProcess) => Promise<object>,
  { identity, region }: { readonly identity: Identity; readonly region: string },
): Clients {
  const accessKeyId = identity === 'anonymous' ? undefined : identity.accessKeyId;
  const clientOf = (service: Service) => ({
    send: (command: Command) =>
      call({ service, operation: operationOf(command), input: command.input, accessKeyId, region }).catch(
        (error: unknown) => {
          throw asAnswered(error);
        },
      ),
  });
  const clients: unknown = Object.fromEntries(serviceNames.map((service) => [service, clientOf(service)]));
  return clients as Clients;
}

/** The third member of the schema of an operation is its name. */
function operationOf({ schema }: Command): Operation {
  const name = schema?.[2];
  if (typeof name !== 'string') throw new TypeError('the command has no schema of an operation');
  return name as Operation;
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
