import { emptyStore } from '../gateway/serving/lab.ts';
import { startGatewayServer } from '../gateway/serving/start-gateway-server.ts';
import type { Organization } from '../gateway/surroundings/organization.ts';
import { asStartedGateway } from './as-started-gateway.ts';
import type { StartedGateway } from './started-gateway.ts';

/** What a gateway starts with. */
export interface GatewayStart {
  /** A free one where it is left out. */
  readonly port?: number;
  /** `us-east-1` where it is left out. It is for clients to ask: every region is served. */
  readonly region?: string;
  /** The organisation that the accounts belong to, with its control policies; to none where it is left out. */
  readonly organization?: Organization;
}

/**
 * Starts a gateway on an empty store in this process, in milliseconds and without Docker: what keyhole serves of AWS, with
 * all policies enforced as AWS enforces them. It goes with the process, too.
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
