import { tryToListen } from '../gateway/serving/listener.ts';
import { startGatewayServer } from '../gateway/serving/start-gateway-server.ts';
import type { Organization } from '../gateway/surroundings/organization.ts';
import { EndpointStore } from '../stores/endpoint/endpoint-store.ts';
import { type LocalstackOptions, startLocalstack } from '../stores/localstack/localstack-container.ts';
import { asStartedGateway } from './as-started-gateway.ts';
import { castOf } from './cast-of.ts';
import type { StartedEnforcedLocalstackContainer } from './started-enforced-localstack-container.ts';

/** The settings of an EnforcedLocalstackContainer. */
export interface EnforcedLocalstackStart extends LocalstackOptions {
  readonly port: number | undefined;
  readonly region: string | undefined;
  readonly scenario: string | undefined;
  readonly organization: Organization | undefined;
}

/**
 * Starts LocalStack in a container, and a gateway in front of it. Throws ContainerError, or node's error if the gateway
 * cannot listen.
 */
export async function startEnforcedLocalstack({
  port,
  region,
  organization,
  scenario,
  ...container
}: EnforcedLocalstackStart): Promise<StartedEnforcedLocalstackContainer> {
  await tryToListen({ port });
  const localstack = await startLocalstack(container);
  try {
    const store = new EndpointStore(new URL(localstack.endpoint));
    const gateway = await startGatewayServer(store, { port, organization, onInternalError: console.error });
    const end = async () => {
      await gateway[Symbol.asyncDispose]();
      await localstack[Symbol.asyncDispose]();
    };
    const cast = await castOf({ scenario, organization }, gateway).catch(async (error: unknown) => {
      await gateway[Symbol.asyncDispose]();
      throw error;
    });
    return {
      ...asStartedGateway(store, { gateway, region, cast, end }),
      getUnenforcedUri: () => localstack.endpoint,
    };
  } catch (error) {
    await localstack[Symbol.asyncDispose]();
    throw error;
  }
}
