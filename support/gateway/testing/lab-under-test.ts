import { Agent } from 'node:http';
import type { LookupFunction } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, type CreateKeyCommandInput, KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3ControlClient } from '@aws-sdk/client-s3-control';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { sdkClients } from '../../aws/sdk-clients.ts';
import { type Lab, startLab } from '../serving/lab.ts';

/** For tests: the clients of one identity. */
export interface Clients {
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly secretsmanager: SecretsManagerClient;
  readonly dynamodb: DynamoDBClient;
  readonly organizations: OrganizationsClient;
  readonly s3control: S3ControlClient;
}

/** For tests: an access key. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** For tests: a statement as a policy document has it. */
export type StatementText = Readonly<Record<string, unknown>>;

/** For tests: a lab, and clients of its principals. */
export interface LabUnderTest extends AsyncDisposable {
  readonly lab: Lab;
  /** The clients of an account's root user, of an access key, or of an anonymous caller. */
  as(who: string | AccessKey | 'anonymous', region?: string): Clients;
  /** Makes a user with one inline policy and gives its clients. */
  user(account: string, name: string, ...statements: readonly StatementText[]): Promise<Clients>;
}

/** For tests: starts a lab. Errors that are keyhole's own fail the test that closes it. */
export async function labUnderTest(): Promise<LabUnderTest> {
  const internalErrors: unknown[] = [];
  const lab = await startLab({ onInternalError: (error) => internalErrors.push(error) });
  const opened: Clients[] = [];
  const as: LabUnderTest['as'] = (who, region = 'eu-west-1') => {
    const clients = clientsOf(lab.endpoint, who, region);
    opened.push(clients);
    return clients;
  };
  return {
    lab,
    as,
    async user(account, UserName, ...statements) {
      const { iam } = as(account);
      await iam.send(new CreateUserCommand({ UserName }));
      if (statements.length > 0) {
        const PolicyDocument = documentOf(...statements);
        await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'inline', PolicyDocument }));
      }
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
      return as({
        accessKeyId: AccessKey?.AccessKeyId ?? '',
        secretAccessKey: AccessKey?.SecretAccessKey ?? '',
      });
    },
    async [Symbol.asyncDispose]() {
      for (const clients of opened) for (const client of Object.values(clients)) client.destroy();
      await lab[Symbol.asyncDispose]();
      if (internalErrors.length > 0) throw new AggregateError(internalErrors, 'keyhole failed');
    },
  };
}

const unsigned = { sign: async <Request>(request: Request): Promise<Request> => request };

/** For tests: the clients of an identity at an endpoint. */
export function clientsOf(endpoint: string, who: string | AccessKey, region: string): Clients {
  const credentials = typeof who === 'string' ? { accessKeyId: who, secretAccessKey: 'test' } : who;
  const signer = who === 'anonymous' ? { signer: unsigned } : {};
  const options = { endpoint, region, credentials, maxAttempts: 1, ...signer };
  const below = { endpoint: endpoint.replace('127.0.0.1', 'localhost'), requestHandler: belowLocalhost() };
  return madeOnce({
    s3: () => new S3Client({ ...options, forcePathStyle: true }),
    kms: () => new KMSClient(options),
    iam: () => new IAMClient(options),
    sts: () => new STSClient(options),
    secretsmanager: () => new SecretsManagerClient(options),
    dynamodb: () => new DynamoDBClient(options),
    organizations: () => new OrganizationsClient(options),
    s3control: () => new sdkClients.s3control.S3ControlClient({ ...options, ...below }),
  });
}

/** For tests: a handler for hosts below `localhost`, which not every machine resolves: S3 Control has the account in front of the host. */
export function belowLocalhost(): { readonly httpAgent: Agent } {
  const lookup: LookupFunction = (_, { all }, found) =>
    all === true ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4);
  return { httpAgent: new Agent({ lookup }) };
}

/** Makes each client when a test first uses it: making one takes longer than a request. */
function madeOnce(makers: { readonly [Name in keyof Clients]: () => Clients[Name] }): Clients {
  const clients = {};
  for (const [name, make] of Object.entries(makers)) {
    const get = () => {
      const value = make();
      Object.defineProperty(clients, name, { value, enumerable: true });
      return value;
    };
    // Enumerable once it is made: what closes all clients makes none.
    Object.defineProperty(clients, name, { get, configurable: true });
  }
  return clients as Clients;
}

/** For tests: the ARN of a new key, a symmetric one with the default key policy unless told otherwise. */
export async function newKey(
  { kms }: Pick<Clients, 'kms'>,
  input: CreateKeyCommandInput = {},
): Promise<string> {
  return (await kms.send(new CreateKeyCommand(input))).KeyMetadata?.Arn ?? '';
}

/** For tests: an Allow of actions on a resource; what else belongs in the statement comes last. */
export function allow(
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
  more: StatementText = {},
): StatementText {
  return { Effect: 'Allow', Action, Resource, ...more };
}

/** For tests: a Deny of actions on a resource; what else belongs in the statement comes last. */
export function deny(
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
  more: StatementText = {},
): StatementText {
  return { Effect: 'Deny', Action, Resource, ...more };
}

/** For tests: the Principal of a statement of a resource-based policy, one or several. */
export function to(AWS: string | readonly string[]): StatementText {
  return { Principal: { AWS } };
}

/** For tests: a policy document's text. */
export function documentOf(...statements: readonly StatementText[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** For tests: `granted`, or status and code of the refusal. */
export async function codeOf(request: Promise<unknown>): Promise<string> {
  const [code = ''] = (await answerOf(request)).split(':');
  return code;
}

/** For tests: `granted`, or status, code and message of the refusal. */
export async function answerOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'granted';
  } catch (error) {
    if (!(error instanceof Error) || !('$metadata' in error)) throw error;
    const { httpStatusCode } = error.$metadata as { httpStatusCode?: number };
    return `${httpStatusCode} ${error.name}: ${error.message}`;
  }
}
