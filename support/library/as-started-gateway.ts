import { PLAIN } from '../gateway/record/decision-report.ts';
import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import type { Store } from '../stores/store.ts';
import { anonymousConfiguration, clientConfiguration } from './client-configuration.ts';
import { explainRequest, whyDenied } from './explain-request.ts';
import { CredentialsError, PrincipalCredentials } from './principal-credentials.ts';
import type { ProvisionedCast } from './provisioned-cast.ts';
import { announce, requestOf } from './running-gateways.ts';
import type { StartedGateway } from './started-gateway.ts';

/** A gateway in front of a store, and the cast of the scenario that was provisioned there. */
export interface Running {
  readonly gateway: GatewayServer;
  readonly region: string | undefined;
  readonly cast: ProvisionedCast | undefined;
  readonly end: () => Promise<void>;
}

/** The library's interface to a gateway in front of a store. */
export function asStartedGateway(store: Store, running: Running): StartedGateway {
  const { gateway, cast, end } = running;
  const region = running.region ?? cast?.region ?? 'us-east-1';
  const address = { endpoint: gateway.endpoint, region };
  const known = new PrincipalCredentials(store);
  const asked = { decisionLog: gateway.decisionLog, describing: cast?.describing ?? PLAIN };
  const leave = announce(asked);
  let ending: Promise<void> | undefined;
  const stop = () => {
    leave();
    ending ??= end();
    return ending;
  };
  return {
    getConnectionUri: () => gateway.endpoint,
    getEndpoint: () => gateway.endpoint,
    getRegion: () => region,
    as(principal) {
      if (principal === 'anonymous') return anonymousConfiguration(address);
      return clientConfiguration(address, obtaining(principal, { cast, known }));
    },
    credentialsFor: (account, principal) => known.of(account, principal),
    explain(answer) {
      const request = requestOf(answer, [asked]);
      return request && explainRequest(request);
    },
    whyDenied(error) {
      const request = requestOf(error, [asked]);
      return request && whyDenied(request);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const ARN = /^arn:aws:iam::(\d{12}):(?:(root)|(user|role)\/(?:.*\/)?([^/]+))$/;

/** A function that obtains the credentials of a principal. Throws CredentialsError for words that name none. */
function obtaining(
  principal: string,
  { cast, known }: { cast: ProvisionedCast | undefined; known: PrincipalCredentials },
) {
  if (/^\d{12}$/.test(principal)) return () => known.of(principal, 'root');
  const member = cast === undefined ? undefined : named(principal, cast);
  if (member !== undefined) return member;
  const [, account, root, kind, name] = ARN.exec(principal) ?? [];
  if (account !== undefined) return () => known.of(account, root ?? `${kind}/${name}`);
  const example = 'arn:aws:iam::111111111111:user/writer';
  const hint = cast === undefined ? 'give its ARN' : 'give its name in the scenario, its ARN';
  throw new CredentialsError(
    `"${principal}" names no principal: ${hint}, such as ${example}, or an account id`,
  );
}

function named(principal: string, cast: ProvisionedCast) {
  try {
    return cast.credentialsOf(principal);
  } catch (cause) {
    throw cause instanceof Error ? new CredentialsError(cause.message, { cause }) : cause;
  }
}
