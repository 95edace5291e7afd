import { isNativeError } from 'node:util/types';
import { type BackendChoice, backendOf } from '../../backends/choose-backend.ts';
import type { TrailRecord } from '../../gateway/record/decision-log.ts';
import type { DecisionReport } from '../../gateway/record/decision-report.ts';
import { startLab } from '../../gateway/serving/lab.ts';
import { loopback, tryToListen } from '../../gateway/serving/listener.ts';
import type { RunningGateway } from '../../gateway/serving/running-gateway.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** Where a lab listens, and what is behind it. */
export interface LabPlace extends BackendChoice {
  readonly port: number;
  /** Loopback where it is left out. */
  readonly host?: string | undefined;
  /** Host names that clients use for it. */
  readonly hostName?: readonly string[] | undefined;
  /** Addresses and ranges that may read decisions. */
  readonly observer?: readonly string[] | undefined;
}

/** A lab that is up, on whichever store. */
export interface StartedLab extends AsyncDisposable {
  readonly gateway: RunningGateway;
  /** Stops the gateway, and leaves at an endpoint what was made there. */
  leave(): Promise<void>;
}

/**
 * Opens a lab; disposing it removes what was made in it, wherever it was made.
 * Throws SpecError: `unusable-port` where it cannot listen, `unusable-backend` where the store cannot be had.
 */
export async function startChosenLab(
  place: LabPlace,
  report: (record: TrailRecord) => DecisionReport,
): Promise<StartedLab> {
  const { port, host, hostName: hostNames, observer: observers } = place;
  const starting = {
    port,
    host,
    hostNames,
    observers,
    report,
    onInternalError: (error: unknown) => console.error(error),
  };
  const open = backendOf(place, starting);
  try {
    if (open === undefined) {
      const lab = await startLab(starting);
      return { gateway: lab, leave: () => disposed(lab), [Symbol.asyncDispose]: () => disposed(lab) };
    }
    // Before a container is started for nothing.
    await tryToListen({ port, host });
    const backend = await open();
    return {
      gateway: backend.gateway,
      leave: () => disposed(place.backend === 'endpoint' ? backend.gateway : backend),
      [Symbol.asyncDispose]: () => disposed(backend),
    };
  } catch (error) {
    throw unusablePort(error, place) ?? error;
  }
}

async function disposed(started: AsyncDisposable): Promise<void> {
  await started[Symbol.asyncDispose]();
}

/** Why nobody can listen there, where that is what an error says. */
function unusablePort(error: unknown, { port, host = loopback }: LabPlace): SpecError | undefined {
  if (!isNativeError(error) || !('syscall' in error) || !('code' in error)) return undefined;
  if (error.syscall === 'getaddrinfo' || error.code === 'EADDRNOTAVAIL') {
    return new SpecError(
      'unusable-port',
      `${host} is no address of this machine: choose another with --host`,
    );
  }
  if (error.syscall !== 'listen') return undefined;
  const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${String(error.code)})`;
  return new SpecError(
    'unusable-port',
    `port ${port} ${reason}: choose another with --port, or 0 for a free one`,
  );
}
