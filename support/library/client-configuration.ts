import type { Credentials } from './credentials.ts';

/**
 * The configuration of an AWS SDK client that acts as a principal, ready for `new S3Client(…)` and every other client.
 * Its credentials are obtained at the first request.
 */
export interface ClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  /** No DNS answers for `bucket.127.0.0.1`. */
  readonly forcePathStyle: true;
  readonly credentials: () => Promise<Credentials>;
  /** Of an anonymous caller only: it leaves requests unsigned. */
  readonly signer?: { sign<Request>(request: Request): Promise<Request> };
}

/** The address of a gateway for clients. */
export interface GatewayAddress {
  readonly endpoint: string;
  readonly region: string;
}

/** The configuration of a client with credentials that are asked for once; if that fails, they are asked for again. */
export function clientConfiguration(
  { endpoint, region }: GatewayAddress,
  obtain: () => Promise<Credentials>,
): ClientConfiguration {
  let obtained: Promise<Credentials> | undefined;
  const credentials = () => {
    obtained ??= obtain().catch((error: unknown) => {
      obtained = undefined;
      throw error;
    });
    return obtained;
  };
  return { endpoint, region, forcePathStyle: true, credentials };
}

/** The configuration of a client whose requests are not signed, for an anonymous caller. */
export function anonymousConfiguration({ endpoint, region }: GatewayAddress): ClientConfiguration {
  const credentials = async () => ({ accessKeyId: 'anonymous', secretAccessKey: 'none' });
  const signer = { sign: async <Request>(request: Request): Promise<Request> => request };
  return { endpoint, region, forcePathStyle: true, credentials, signer };
}
