import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import * as s3control from '@aws-sdk/client-s3-control';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sts from '@aws-sdk/client-sts';
import type { Service } from '../../../aws/operations.ts';
import { type AccessKey, type Clients, clientsOf } from '../../testing/lab-under-test.ts';
import { type Names, named, partAt } from './names.ts';
import type { Caller, Request, Step, Values } from './request.ts';
import { shown } from './shown.ts';

/** For tests: how a request came out, in a form that compares between stores. */
export interface Seen {
  /** `s3:GetObject` */
  readonly of: string;
  readonly status: number;
  /** Of a refusal. */
  readonly code?: string;
  readonly message?: string;
  /** True if the store refused it, rather than the gateway. */
  readonly byStore?: boolean;
  /** Of what was performed. */
  readonly answer?: unknown;
}

/** For tests: a gateway in front of one store. */
export interface Side {
  readonly name: 'embedded' | 'LocalStack' | 'endpoint';
  readonly endpoint: string;
  /** The ids of the requests that the store itself refused. */
  readonly refusedByStore: ReadonlySet<string>;
}

interface Command {
  readonly middlewareStack: {
    add(middleware: unknown, options: { readonly step: 'build'; readonly priority: 'low' }): void;
  };
}
type Commands = Readonly<Record<string, (new (input: object) => Command) | undefined>>;
/** A client whose commands are its own service's. */
interface Sending {
  send(command: Command): Promise<Answer>;
}
type Answer = { readonly Body?: unknown } & object;

const commands = { s3, s3control, kms, iam, sts, secretsmanager, dynamodb } as unknown as Readonly<
  Record<Service, Commands>
>;

/** For tests: the clients of every principal that asks one gateway. */
export class Asking {
  readonly #side: Side;
  readonly #names: Names;
  readonly #clients: Map<string, Clients>;

  constructor(side: Side, names: Names, clients: Map<string, Clients>) {
    this.#side = side;
    this.#names = names;
    this.#clients = clients;
  }

  /** Sends a request, and keeps the parts of the answer that later requests name. Throws if it is refused. */
  async make(step: Step): Promise<void> {
    const { service, operation } = step;
    const answer = await this.#send(step).catch((error: unknown) => {
      throw new Error(`${this.#side.name} did not perform ${service}:${operation} of a state`, {
        cause: error,
      });
    });
    for (const [name, path] of Object.entries(step.keep ?? {})) {
      const value = partAt(answer, path);
      if (typeof value !== 'string' && !(value instanceof Uint8Array))
        throw new Error(`${this.#side.name} answers ${service}:${operation} without ${path}`);
      this.#names.set(name, value);
    }
  }

  /** Sends a request, and describes how it came out. */
  async ask(request: Request): Promise<Seen> {
    const of = `${request.service}:${request.operation}`;
    try {
      const answer = await this.#send(request);
      const status = Number(partAt(answer, '$metadata.httpStatusCode'));
      return { of, status, answer: shown(answer, this.#names) };
    } catch (error) {
      return this.#refusal(of, error);
    }
  }

  #refusal(of: string, error: unknown): Seen {
    const status = partAt(error, '$metadata.httpStatusCode');
    if (!(error instanceof Error)) throw error;
    if (typeof status !== 'number') return { of, status: 0, code: error.name, message: error.message };
    const id = partAt(error, '$metadata.requestId');
    return {
      of,
      status,
      code: error.name,
      message: String(shown(error.message, this.#names)),
      byStore: typeof id === 'string' && this.#side.refusedByStore.has(id),
    };
  }

  async #send({ service, operation, input, headers, as }: Request): Promise<object> {
    const Command = commands[service][`${operation}Command`];
    if (!Command) throw new TypeError(`${service} has no ${operation}`);
    const command = new Command(named(input, this.#names) as object);
    if (headers) withHeaders(command, named(headers, this.#names) as Values);
    // A wrong length leaves bytes of the body behind: no other request may come on this connection.
    if ('ContentLength' in input) withHeaders(command, { connection: 'close' });
    const client = this.#clientsFor(as)[service] as unknown as Sending;
    const answer = await client.send(command);
    const { Body } = answer;
    if (typeof Body === 'object' && Body !== null && 'transformToString' in Body)
      return {
        ...answer,
        Body: await (Body as { transformToString(): Promise<string> }).transformToString(),
      };
    return answer;
  }

  #clientsFor(as: Caller = 'owner'): Clients {
    const who = this.#identityOf(as);
    const name = typeof who === 'string' ? who : who.accessKeyId;
    const known = this.#clients.get(name) ?? clientsOf(this.#side.endpoint, who, 'eu-west-1');
    this.#clients.set(name, known);
    return known;
  }

  #identityOf(as: Caller): string | AccessKey {
    if (as === 'user' || as === 'session') return this.#keyOf(as);
    return as === 'anonymous' ? as : String(this.#names.get(as === 'owner' ? 'account' : 'other'));
  }

  /** The access key that a state kept for its user or session. */
  #keyOf(as: 'user' | 'session'): AccessKey {
    const kept = (name: string) => String(this.#names.get(`${as}${name}`));
    const accessKey = { accessKeyId: kept('AccessKeyId'), secretAccessKey: kept('Secret') };
    return as === 'user' ? accessKey : { ...accessKey, sessionToken: kept('Token') };
  }
}

function withHeaders(command: Command, headers: Values): void {
  const adding =
    (next: (args: unknown) => unknown) =>
    (args: { readonly request: { headers: Record<string, unknown> } }) => {
      Object.assign(args.request.headers, headers);
      return next(args);
    };
  command.middlewareStack.add(adding, { step: 'build', priority: 'low' });
}
