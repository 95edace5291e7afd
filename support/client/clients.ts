import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3ControlClient } from '@aws-sdk/client-s3-control';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { Agent } from '../node/http.ts';
import type { Identity } from './identity.ts';
import { observeResponses } from './observe-decisions.ts';
import { observePolicyRequests } from './observe-policies.ts';
import { s3controlAt } from './s3-control-at.ts';

/** The SDK clients of one identity in one region; each is made when it is first used. */
export interface Clients {
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly secretsmanager: SecretsManagerClient;
  readonly dynamodb: DynamoDBClient;
  readonly s3control: S3ControlClient;
}

/** The address that requests are sent to, and the identity that signs them. */
export interface ClientOptions {
  readonly endpoint: string;
  readonly identity: Identity;
  readonly region: string;
  /** The host that requests to S3 name, if it is another than that of the address: a VPC endpoint. */
  readonly host?: string | undefined;
  /** Takes the requests instead of the network. */
  readonly requestHandler?: RequestHandler | undefined;
}

/** Takes each signed request of a client, as the SDK hands it over. */
export interface RequestHandler {
  readonly handle: (request: SignedRequest) => Promise<never>;
}

/** A signed request of the SDK, before it is sent. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One pool of connections for all clients: a run makes hundreds of clients for the same listener. */
const httpAgent = new Agent({ keepAlive: true });

/** A signer that leaves the request unsigned, for an anonymous caller. */
const unsigned = { sign: async <Request>(request: Request): Promise<Request> => request };

/**
 * Makes the SDK clients of an identity. They never retry, so that one step is one request. They address buckets by
 * path, since no DNS answers for `bucket.127.0.0.1`.
 */
export function clientsFor(options: ClientOptions): Clients {
  const settings = settingsFor(options);
  let s3: S3Client | undefined;
  let kms: KMSClient | undefined;
  let iam: IAMClient | undefined;
  let sts: STSClient | undefined;
  let secretsmanager: SecretsManagerClient | undefined;
  let dynamodb: DynamoDBClient | undefined;
  let s3control: S3ControlClient | undefined;
  return {
    get s3() {
      s3 ??= addressedTo(
        options.host,
        observed(new S3Client({ ...settings, ...ON_EVERY_MACHINE_FOR_S3, forcePathStyle: true })),
      );
      return s3;
    },
    get kms() {
      kms ??= observed(new KMSClient(settings));
      return kms;
    },
    get iam() {
      iam ??= observed(new IAMClient(settings));
      return iam;
    },
    get sts() {
      sts ??= observed(new STSClient(settings));
      return sts;
    },
    get secretsmanager() {
      secretsmanager ??= observed(new SecretsManagerClient(settings));
      return secretsmanager;
    },
    get dynamodb() {
      dynamodb ??= observed(new DynamoDBClient({ ...settings, ...ON_EVERY_MACHINE_FOR_DYNAMODB }));
      return dynamodb;
    },
    get s3control() {
      s3control ??= observed(s3controlAt(options.endpoint, settings));
      return s3control;
    },
  };
}

/**
 * The settings that the SDK looks up in the environment and in the user's AWS configuration unless they are given. A step asks the
 * same request on every machine, and nothing is looked up for each client.
 */
const ON_EVERY_MACHINE = {
  authSchemePreference: noNames(),
  defaultsMode: 'standard',
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: async () => undefined,
} as const;

const ON_EVERY_MACHINE_FOR_S3 = {
  disableS3ExpressSessionAuth: true,
  requestChecksumCalculation: 'WHEN_SUPPORTED',
  responseChecksumValidation: 'WHEN_SUPPORTED',
  sigv4aSigningRegionSet: noNames(),
  useArnRegion: false,
} as const;

const ON_EVERY_MACHINE_FOR_DYNAMODB = {
  accountIdEndpointMode: 'disabled',
  endpointDiscoveryEnabled: false,
} as const;

/** The SDK's types ask for lists that may change. */
function noNames(): string[] {
  return [];
}

function settingsFor({ endpoint, identity, region, requestHandler }: ClientOptions) {
  const common = {
    ...ON_EVERY_MACHINE,
    ...{ endpoint, region, maxAttempts: 1, requestHandler: requestHandler ?? { httpAgent } },
  };
  if (identity === 'anonymous') {
    return {
      ...common,
      credentials: { accessKeyId: 'anonymous', secretAccessKey: 'none' },
      signer: unsigned,
    };
  }
  const { accessKeyId, secretAccessKey, sessionToken } = identity;
  const session = sessionToken === undefined ? {} : { sessionToken };
  return { ...common, credentials: { accessKeyId, secretAccessKey, ...session } };
}

/** A client whose requests name another host than that of the address, and are signed for it. */
function addressedTo(host: string | undefined, client: S3Client): S3Client {
  if (host === undefined) return client;
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (isSigned(request)) request.headers.host = host;
      return next(args);
    },
    { step: 'build', priority: 'high', name: 'nameHost' },
  );
  return client;
}

/** True for a request as the SDK makes it, whose headers its signer covers. */
function isSigned(request: unknown): request is { readonly headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request;
}

type Observable = Parameters<typeof observeResponses>[0] & Parameters<typeof observePolicyRequests>[0];

function observed<C extends { middlewareStack: Observable }>(client: C): C {
  observeResponses(client.middlewareStack);
  observePolicyRequests(client.middlewareStack);
  return client;
}
