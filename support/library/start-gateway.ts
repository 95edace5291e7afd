import { emptyStore } from '../gateway/serving/lab.ts';
import { startGatewayServer } from '../gateway/serving/start-gateway-server.ts';
import type { Organization } from '../gateway/surroundings/organization.ts';
import { asStartedGateway } from './as-started-gateway.ts';
import { castOf } from './cast-of.ts';
import type { StartedGateway } from './started-gateway.ts';

/** The options of a gateway. */
export interface GatewayStart {
  /**
   * The scenario to provision, by the path of its folder, or by its name in `scenarios/` of the current folder. By default
   * the store is empty.
   */
  readonly scenario?: string;
  /** The port to listen on; a free one by default. */
  readonly port?: number;
  /** The region for clients; that of the scenario, or `us-east-1`, by default. Every region is served. */
  readonly region?: string;
  /** The organization that the accounts belong to, with its control policies. A scenario has its own; otherwise none by default. */
  readonly organization?: Organization;
}

/**
 * Starts a gateway in this process, in milliseconds and without Docker: on an empty store, or with a scenario. It enforces
 * all policies as AWS does, and ends with the process at the latest. Throws SpecError for a scenario that does not exist or
 * is not valid; its message says what to do. A name in a policy that the scenario lacks is a warning of the process, of the
 * name `KeyholeWarning`.
 *
 * @example
 * await using gateway = await startGateway({ scenario: 'shared-reports' });
 * const reader = new S3Client(gateway.as('the analyst role'));
 *
 * @example
 * await using gateway = await startGateway();
 * const owner = new S3Client(gateway.as('111111111111'));
 */
export async function startGateway(options: GatewayStart = {}): Promise<StartedGateway> {
  const store = emptyStore();
  const { port, region, organization, scenario } = options;
  const gateway = await startGatewayServer(store, { port, organization, onInternalError: console.error });
  try {
    const cast = await castOf({ scenario, organization }, gateway);
    return asStartedGateway(store, {
      gateway,
      region,
      cast,
      end: async () => gateway[Symbol.asyncDispose](),
    });
  } catch (error) {
    await gateway[Symbol.asyncDispose]();
    throw error;
  }
}
