import type { GatewayServerOptions } from '../gateway/serving/gateway-server.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { type StartBackend, type StartedBackend, useBackend } from './backend.ts';

/** The stores that the specification runs on. */
export const backendNames = ['embedded', 'localstack', 'endpoint'] as const;
/** One of {@link backendNames}. */
export type BackendName = (typeof backendNames)[number];

/** What was said about the backend of a run. */
export interface BackendChoice {
  readonly backend?: BackendName | undefined;
  /** Of the backend endpoint. */
  readonly endpoint?: string | undefined;
  readonly allowRemote?: boolean | undefined;
  /** Of the backend localstack. */
  readonly image?: string | undefined;
}

/**
 * Has the run use a backend, which is started at once; undefined for the embedded store. Throws SpecError for options that
 * do not fit.
 */
export function chooseBackend(choice: BackendChoice): Promise<StartedBackend> | undefined {
  const open = backendOf(choice);
  return open && useBackend(open);
}

/**
 * How to open the backend that was chosen, its gateway started with these options; undefined for the embedded store. What
 * a backend needs is loaded only once it is started. Throws SpecError for options that do not fit.
 */
export function backendOf(
  choice: BackendChoice,
  starting: GatewayServerOptions = {},
): StartBackend | undefined {
  const { backend = 'embedded', endpoint, allowRemote = false, image } = choice;
  if (endpoint !== undefined && backend !== 'endpoint') {
    throw new SpecError('unusable-backend', '--endpoint belongs to --backend endpoint');
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
        return startLocalstackBackend({ image, starting });
      };
  }
}
