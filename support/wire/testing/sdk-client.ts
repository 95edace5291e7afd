import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { Payload, Service } from '../../aws/operations.ts';
import { sdkClients } from '../../aws/sdk-clients.ts';
import { account } from '../../aws/testing/accounts.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';

/** The members of the SDK's own request that reach the network. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Answers a request instead of the network. */
export type Answering = (request: HttpRequest, body: Uint8Array) => HttpResponse | Promise<HttpResponse>;

/** Sends an operation's input with the SDK's real client to `answer`, and returns the client's output. */
export interface SdkClient {
  send(operation: string, input: object, answer: Answering): Promise<Record<string, unknown>>;
}

/** The SDK's real client for a service, without a network; with `pathStyle`, S3's buckets are in the path. */
export function sdkClient(service: Service, pathStyle = true): SdkClient {
  let answering: Answering | undefined;
  const handle = (request: SdkRequest) => {
    if (!answering) throw new TypeError('nothing is being sent');
    return exchange(request, answering);
  };
  const settings = {
    region: 'us-east-1',
    credentials: { accessKeyId: account, secretAccessKey: 'test' },
    requestHandler: { handle },
    maxAttempts: 1,
    ...(pathStyle ? { endpoint: 'http://localhost:4566' } : {}),
  };
  const checksums = 'WHEN_REQUIRED' as const;
  const clients: Record<Service, () => unknown> = {
    s3: () =>
      new S3Client({
        ...settings,
        forcePathStyle: pathStyle,
        requestChecksumCalculation: checksums,
        responseChecksumValidation: checksums,
      }),
    kms: () => new KMSClient(settings),
    iam: () => new IAMClient(settings),
    sts: () => new STSClient(settings),
    dynamodb: () => new DynamoDBClient(settings),
    organizations: () => new OrganizationsClient(settings),
    s3control: () => new sdkClients.s3control.S3ControlClient(settings),
    secretsmanager: () => new SecretsManagerClient(settings),
  };
  const client = clients[service]() as { send(command: object): Promise<Record<string, unknown>> };
  return {
    send(operation, input, answer) {
      answering = answer;
      return client.send(command(service, operation, input));
    },
  };
}

function command(service: Service, operation: string, input: object): object {
  const Command = Reflect.get(sdkClients[service], `${operation}Command`) as new (input: object) => object;
  return new Command(input);
}

async function exchange(request: SdkRequest, answer: Answering): Promise<{ response: object }> {
  const body = await collect(request.body);
  const response = await answer(asSent(request, body), body);
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
  const bytes = await collect(response.body);
  return {
    response: {
      statusCode: response.status,
      headers: Object.fromEntries(headers),
      body: Readable.from(bytes.byteLength > 0 ? [bytes] : []),
    },
  };
}

function asSent(request: SdkRequest, body: Uint8Array): HttpRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
  const query = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) =>
      each === null ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(each)}`,
    ),
  );
  return {
    method: request.method,
    target: query.length > 0 ? `${request.path}?${query.join('&')}` : request.path,
    headers: Object.fromEntries(headers),
    duplicated: [],
    body: stream(body),
    sourceIp: '127.0.0.1',
    secure: false,
  };
}

async function* stream(bytes: Uint8Array): Payload {
  yield bytes;
}

/** All bytes of a body of any kind. */
export async function collect(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
