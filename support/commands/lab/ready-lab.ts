import { isNativeError } from 'node:util/types';
import { loopback } from '../../gateway/serving/listener.ts';
import { defaultImage } from '../../stores/localstack/container-image.ts';
import { warn } from '../../terminal/warn.ts';
import type { Played } from '../decide/decision-in-scenario.ts';
import { type AwsFiles, addressFiles, awsFiles } from './aws-files.ts';
import { castOfLab } from './cast-of-lab.ts';
import type { ReadyLab } from './greeting.ts';
import type { LabOptions } from './lab-options.ts';
import { type LabNotice, removeLabFiles, writeLabFiles } from './running/lab-folder.ts';
import { DEFAULT_PORT, type StartedLab } from './start-chosen-lab.ts';

/** A started lab, what it says of itself, and the scenario that it plays. */
interface Beginning {
  readonly lab: StartedLab;
  readonly about: Pick<LabNotice, 'id' | 'scenario'>;
  readonly played: Played | undefined;
}

/** Writes the files of a lab that plays its scenario, and collects what its greeting says. Disposing it removes the files. */
export async function readyLab(
  options: LabOptions,
  { lab, about, played }: Beginning,
): Promise<ReadyLab & Disposable> {
  const { endpoint } = lab.gateway;
  const notice = { ...about, endpoint, pid: process.pid, started: new Date().toISOString() };
  const cast = played === undefined ? [] : castOfLab(played.provisioned);
  const files = played === undefined ? addressFiles(endpoint) : await awsFiles(cast, played);
  const isFound = areWritten(notice, files);
  const remove = () => removeLabFiles(notice);
  process.once('exit', remove);
  return {
    ...{ endpoint, isFound },
    remarks: remarksOn(options, lab),
    played: played && { cast, provisioned: played.provisioned },
    [Symbol.dispose]() {
      process.off('exit', remove);
      remove();
    },
  };
}

/** Writes the files of a lab. A lab in a folder that cannot be written serves all the same. */
function areWritten(notice: LabNotice, files: AwsFiles): boolean {
  try {
    writeLabFiles(notice, files);
    return true;
  } catch (error) {
    if (!isNativeError(error) || !('code' in error)) throw error;
    warn([
      `could not write .cache/lab here (${String(error.code)}): other commands need --endpoint ${notice.endpoint}, and there are no profiles`,
    ]);
    return false;
  }
}

/** The sentences about the port, the store and the listener, where they are not as a user expects. */
function remarksOn(
  { port, backend, endpoint, image = defaultImage, empty = false, host = loopback }: LabOptions,
  { gateway }: StartedLab,
): readonly string[] {
  const taken = port === undefined && new URL(gateway.endpoint).port !== String(DEFAULT_PORT);
  const store = {
    embedded: [],
    localstack: [`on ${image}, in a container that is removed with this lab`],
    endpoint: [`on ${endpoint}; what you create there ${empty ? 'stays' : 'is removed when this lab stops'}`],
  }[backend ?? 'embedded'];
  const isOpen = host !== loopback && host !== 'localhost';
  return [
    ...(taken ? [`port ${DEFAULT_PORT} is in use, so this lab took a free one`] : []),
    ...store,
    ...(isOpen ? [`listening on ${host}: every client that reaches it can act as any root user`] : []),
  ];
}
