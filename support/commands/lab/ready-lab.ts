import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import type { Played } from '../../access/decision-in-scenario.ts';
import { loopback } from '../../gateway/serving/listener.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { defaultImage } from '../../stores/localstack/container-image.ts';
import { warn } from '../../terminal/warn.ts';
import { addressFiles, awsFiles } from './aws-files.ts';
import { castOfLab } from './cast-of-lab.ts';
import type { ReadyLab } from './greeting.ts';
import type { LabOptions } from './lab-options.ts';
import {
  CA_FILE,
  folderOfLab,
  type LabFiles,
  type LabNotice,
  removeLabFiles,
  writeLabFiles,
} from './running/lab-folder.ts';
import { DEFAULT_PORT, type StartedLab } from './start-chosen-lab.ts';

/** A started lab, what it says of itself, and the scenario that it plays. */
interface Beginning {
  readonly lab: StartedLab;
  readonly about: Pick<LabNotice, 'id' | 'scenario'>;
  readonly played: Played | undefined;
}

/** A lab that is ready, and its files. Disposing it removes them. */
interface LabWithFiles extends ReadyLab, Disposable {
  /** Writes the files again, since the access keys of the scenario have changed. */
  renew(played: Played | undefined): Promise<void>;
}

/** Writes the files of a lab that plays its scenario, and collects what its greeting says. */
export async function readyLab(
  options: LabOptions,
  { lab, about, played }: Beginning,
): Promise<LabWithFiles> {
  const { endpoint } = lab.gateway;
  const notice = { ...about, endpoint, pid: process.pid, started: new Date().toISOString() };
  const isFound = areWritten(notice, await filesOf(lab, played));
  const remove = () => removeLabFiles(notice);
  process.once('exit', remove);
  let written = played;
  return {
    ...{ endpoint, isFound },
    remarks: remarksOn(options, lab),
    played: played && { cast: castOfLab(played.provisioned), provisioned: played.provisioned },
    async renew(current) {
      if (!isFound || current === written) return;
      areWritten({ ...notice, ...about }, await filesOf(lab, current));
      written = current;
    },
    [Symbol.dispose]() {
      process.off('exit', remove);
      remove();
    },
  };
}

/** The files of a lab for AWS clients. */
async function filesOf({ gateway, authority }: StartedLab, played: Played | undefined): Promise<LabFiles> {
  const { endpoint } = gateway;
  const ca = authority === undefined ? undefined : join(folderOfLab(endpoint), CA_FILE);
  const files =
    played === undefined
      ? addressFiles(endpoint, ca)
      : await awsFiles(castOfLab(played.provisioned), { ...played, ca });
  return { ...files, ...(authority !== undefined && { [CA_FILE]: authority }) };
}

/** Writes the files of a lab. A lab in a folder that cannot be written serves all the same. */
function areWritten(notice: LabNotice, files: LabFiles): boolean {
  try {
    writeLabFiles(notice, files);
    return true;
  } catch (error) {
    if (!isNativeError(error) || !('code' in error)) throw error;
    if (files[CA_FILE] !== undefined) {
      const message = `could not write .cache/lab here (${String(error.code)}), where clients of --https find the certificate authority`;
      throw new SpecError('unreadable-file', message, { cause: error });
    }
    warn([
      `could not write .cache/lab here (${String(error.code)}): other commands need --endpoint ${notice.endpoint}, and there are no profiles`,
    ]);
    return false;
  }
}

/** The sentences about the enforcement, the port, the store and the listener, where they are not as a user expects. */
function remarksOn(options: LabOptions, { gateway, authority }: StartedLab): readonly string[] {
  const { port, mode, host = loopback } = options;
  const taken = port === undefined && new URL(gateway.endpoint).port !== String(DEFAULT_PORT);
  const isOpen = host !== loopback && host !== 'localhost';
  return [
    ...(mode === 'soft' ? [SOFT_BANNER] : []),
    ...(taken ? [`port ${DEFAULT_PORT} is in use, so this lab took a free one`] : []),
    ...storeRemark(options),
    ...(isOpen ? [`listening on ${host}: every client that reaches it can act as any root user`] : []),
    ...(authority === undefined ? [] : tlsRemarks(gateway)),
  ];
}

/** The first sentences that a user of soft mode reads. */
const SOFT_BANNER =
  'SOFT MODE: policies are not enforced here. A request that they deny is performed, and its answer has the header x-keyhole-would-be: denied.';

function storeRemark({
  backend,
  endpoint,
  image = defaultImage,
  empty = false,
}: LabOptions): readonly string[] {
  return {
    embedded: [],
    localstack: [`on ${image}, in a container that is removed with this lab`],
    endpoint: [`on ${endpoint}; what you create there ${empty ? 'stays' : 'is removed when this lab stops'}`],
  }[backend ?? 'embedded'];
}

/** The sentences about TLS: how clients trust the lab, and where plain HTTP is served. */
function tlsRemarks({ endpoint, plainEndpoint }: StartedLab['gateway']): readonly string[] {
  const file = join(folderOfLab(endpoint), CA_FILE);
  return [
    `clients trust it by AWS_CA_BUNDLE=${file}`,
    `and those of Node.js by NODE_EXTRA_CA_CERTS=${file}`,
    ...(plainEndpoint === undefined
      ? []
      : [`plain HTTP on ${plainEndpoint}: aws:SecureTransport is false there`]),
  ];
}
