import type { GatewayServerOptions } from '../gateway/serving/gateway-server.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { type StartBackend, type StartedBackend, useBackend } from './backend.ts';

/** The stores that the specification runs on. */
export const backendNames = ['embedded', 'localstack', 'endpoint'] as const;
/** One of {@link backendNames}. */
export type BackendName = (typeof backendNames)[number];

/** The options of a run that choose its backend. */
export interface BackendChoice {
  readonly backend?: BackendName | undefined;
  /** The URL of a running emulator, for the backend `endpoint`. */
  readonly endpoint?: string | undefined;
  readonly allowRemote?: boolean | undefined;
  /** The container's image, for the backend `localstack`. */
  readonly image?: string | undefined;
}

/** The options of a run of features that choose its backend. */
export interface RunBackend extends BackendChoice {
  /** Runs the features past the gateway too. */
  readonly compare?: boolean | undefined;
}

/**
 * Chooses the backend of the run and starts it at once; undefined for the embedded store. Throws SpecError for options
 * that do not fit.
 */
export function chooseBackend({
  compare = false,
  ...choice
}: RunBackend): Promise<StartedBackend> | undefined {
  // A comparison sends requests past the gateway.
  const open = backendOf(choice, {}, { unshared: !compare });
  return open && useBackend(open);
}

/**
 * A function that starts the chosen backend, its gateway with these options; undefined for the embedded store. An unshared
 * container gets no requests but those of this process, and all through the gateway. A
 * backend's modules are loaded only when it starts. Throws SpecError for options that do not fit.
 */
export function backendOf(
  choice: BackendChoice,
  starting: GatewayServerOptions = {},
  { unshared = false } = {},
): StartBackend | undefined {
  const { backend = 'embedded', endpoint, allowRemote = false, image } = choice;
  if (endpoint !== undefined && backend !== 'endpoint') {
    throw new SpecError('unusable-backend', '--endpoint needs --backend endpoint');
  }
  switch (backend) {
    case 'embedded':
      return undefined;
    case 'endpoint':
      if (endpoint === undefined) {
        throw new SpecError(
          'unusable-backend',
          '--backend endpoint needs --endpoint, such as http://127.0.0.1:4566',
        );
      }
      return async () => {
        const { startEndpointBackend } = await import('./endpoint-backend.ts');
        return startEndpointBackend({ endpoint, allowRemote, starting });
      };
    case 'localstack':
      return async () => {
        const { startLocalstackBackend } = await import('./localstack-backend.ts');
        return startLocalstackBackend({ image, starting, unshared });
      };
  }
}
