import { emptyStore } from '../gateway/serving/lab.ts';
import { startGatewayServer } from '../gateway/serving/start-gateway-server.ts';
import type { Organization } from '../gateway/surroundings/organization.ts';
import { asStartedGateway } from './as-started-gateway.ts';
import type { StartedGateway } from './started-gateway.ts';

/** The options of a gateway. */
export interface GatewayStart {
  /** The port to listen on; a free one by default. */
  readonly port?: number;
  /** The region that getRegion returns for clients, `us-east-1` by default; every region is served. */
  readonly region?: string;
  /** The organization that the accounts belong to, with its control policies; none by default. */
  readonly organization?: Organization;
}

/**
 * Starts a gateway on an empty store in this process, in milliseconds and without Docker. It enforces all policies as
 * AWS does, and ends with the process at the latest.
 *
 * @example
 * await using gateway = await startGateway();
 * const s3 = new S3Client({ endpoint: gateway.getEndpoint(), region: gateway.getRegion(), forcePathStyle: true,
 *   credentials: await gateway.credentialsFor('111111111111', 'root') });
 */
export async function startGateway(options: GatewayStart = {}): Promise<StartedGateway> {
  const store = emptyStore();
  const { port, region, organization } = options;
  const gateway = await startGatewayServer(store, { port, organization, onInternalError: console.error });
  return asStartedGateway(store, { gateway, region, end: async () => gateway[Symbol.asyncDispose]() });
}
