import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import type { Store } from '../stores/store.ts';
import { PrincipalCredentials } from './principal-credentials.ts';
import type { StartedGateway } from './started-gateway.ts';
import { whyDenied } from './why-denied.ts';

/** The library's interface to a gateway in front of a store. */
export interface Running {
  readonly gateway: GatewayServer;
  readonly region: string | undefined;
  readonly end: () => Promise<void>;
}

/** The library's interface to a gateway in front of a store. */
export function asStartedGateway(
  store: Store,
  { gateway, region = 'us-east-1', end }: Running,
): StartedGateway {
  const known = new PrincipalCredentials(store);
  let ending: Promise<void> | undefined;
  const stop = () => {
    ending ??= end();
    return ending;
  };
  return {
    getConnectionUri: () => gateway.endpoint,
    getEndpoint: () => gateway.endpoint,
    getRegion: () => region,
    credentialsFor: (account, principal) => known.of(account, principal),
    whyDenied: (error) => whyDenied(gateway.decisionLog, error),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
