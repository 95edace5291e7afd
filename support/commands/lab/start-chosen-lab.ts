import { isNativeError } from 'node:util/types';
import { type BackendChoice, backendOf } from '../../backends/choose-backend.ts';
import type { GatewayServer, GatewayServerOptions } from '../../gateway/serving/gateway-server.ts';
import { startLab } from '../../gateway/serving/lab.ts';
import { loopback, tryToListen } from '../../gateway/serving/listener.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { contentsOfBackend, contentsOfLab, type StoreContents } from './world/store-contents.ts';

/** The address that a lab listens on, and the store behind it. */
export interface LabPlace extends BackendChoice {
  /** If it is left out, the default port, or a free one if that is in use. */
  readonly port?: number | undefined;
  /** The address to listen on; loopback if it is left out. */
  readonly host?: string | undefined;
  /** Further host names that clients use for it. */
  readonly hostName?: readonly string[] | undefined;
  /** Serves TLS, with certificates made on the spot. */
  readonly https?: boolean | undefined;
  /** The port for plain HTTP beside TLS. */
  readonly plainPort?: number | undefined;
  /** `soft` lets through what policies deny, and marks it; policies are enforced by default. */
  readonly mode?: GatewayServerOptions['mode'];
  /** Further addresses and ranges that may read decisions. */
  readonly observer?: readonly string[] | undefined;
}

/** A lab that listens. */
export interface StartedLab extends AsyncDisposable {
  readonly gateway: GatewayServer;
  /** Stops the gateway, and keeps what was made at an endpoint. */
  leave(): Promise<void>;
  /** The certificate authority that clients are to trust, in PEM; undefined without TLS. */
  readonly authority?: string | undefined;
  /** Keeps and clears the contents of its store. */
  readonly contents: StoreContents;
}

/**
 * Starts a lab; disposing it removes what was made in it, on every store.
 * Throws SpecError: `unusable-port` if it cannot listen, `unusable-backend` if the store does not start.
 */
export async function startChosenLab(
  place: LabPlace,
  speaking: Pick<GatewayServerOptions, 'report' | 'questions' | 'onRecord' | 'pages'>,
): Promise<StartedLab> {
  const { host, hostName: hostNames, observer: observers, plainPort, mode } = place;
  const port = place.port ?? (await defaultPort(host));
  const certificates = await certificatesOf(place);
  const authority = certificates?.certificate;
  const starting = {
    port,
    host,
    hostNames,
    observers,
    certificates,
    plainPort,
    mode,
    ...speaking,
    onInternalError: (error: unknown) => console.error(error),
  };
  const open = backendOf(place, starting);
  try {
    if (open === undefined) {
      const lab = await startLab(starting);
      return {
        gateway: lab,
        authority,
        contents: contentsOfLab(lab),
        leave: () => disposed(lab),
        [Symbol.asyncDispose]: () => disposed(lab),
      };
    }
    // The ports are tried first, so that no container is started for nothing.
    await tryToListen({ port, host });
    if (plainPort !== undefined) await tryToListen({ port: plainPort, host });
    const backend = await open();
    return {
      gateway: backend.gateway,
      authority,
      contents: contentsOfBackend(backend),
      leave: () => disposed(place.backend === 'endpoint' ? backend.gateway : backend),
      [Symbol.asyncDispose]: () => disposed(backend),
    };
  } catch (error) {
    throw unusablePort(error, place) ?? error;
  }
}

/** The port on which AWS clients expect an emulator. */
export const DEFAULT_PORT = 4566;

/** The default port, or 0 for a free one if it is in use. */
async function defaultPort(host: string | undefined): Promise<number> {
  try {
    await tryToListen({ port: DEFAULT_PORT, host });
    return DEFAULT_PORT;
  } catch (error) {
    // Any other error is that of the host: it comes again, and is told then.
    return isNativeError(error) && 'code' in error && error.code === 'EADDRINUSE' ? 0 : DEFAULT_PORT;
  }
}

/** The certificates of a lab with TLS, which this process trusts from now on. */
async function certificatesOf({ https = false, host, hostName = [] }: LabPlace) {
  if (!https) return undefined;
  const [{ certificateAuthority }, { trust }] = await Promise.all([
    import('./tls/certificate-authority.ts'),
    import('./tls/trust.ts'),
  ]);
  const own = host === undefined || /^[0:.]+$/.test(host) ? [] : [host];
  const authority = await certificateAuthority([...own, ...hostName]);
  trust(authority.certificate);
  return authority;
}

async function disposed(started: AsyncDisposable): Promise<void> {
  await started[Symbol.asyncDispose]();
}

/** The SpecError for an error of listening on a port; undefined for any other error. */
function unusablePort(error: unknown, { host = loopback, plainPort }: LabPlace): SpecError | undefined {
  if (!isNativeError(error) || !('syscall' in error) || !('code' in error)) return undefined;
  if (error.syscall === 'getaddrinfo' || error.code === 'EADDRNOTAVAIL') {
    return new SpecError(
      'unusable-port',
      `${host} is not an address of this machine: choose another with --host`,
    );
  }
  if (error.syscall !== 'listen') return undefined;
  const port = 'port' in error ? Number(error.port) : 0;
  const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${String(error.code)})`;
  const option = port !== 0 && port === plainPort ? '--plain-port' : '--port';
  return new SpecError(
    'unusable-port',
    `port ${port} ${reason}: choose another with ${option}, or 0 for a free one`,
  );
}
