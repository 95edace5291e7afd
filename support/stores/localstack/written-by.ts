import { getContainerRuntimeClient } from 'testcontainers';
import { runLabel } from './watchdog.ts';

/**
 * The last log lines of the containers of a run. A container that ends at once is gone before its log can be
 * streamed.
 */
export async function writtenBy(run: string): Promise<string> {
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const found = await dockerode.listContainers({ all: true, filters: { label: [`${runLabel}=${run}`] } });
  const logs = await Promise.all(
    found.map(({ Id }) => dockerode.getContainer(Id).logs({ stdout: true, stderr: true, tail: 20 })),
  );
  return logs.map(textOf).join('');
}

/**
 * The text of a log in which each piece has a header of 8 bytes, the last 4 of them its length.
 * Source: Docker's documentation, "Docker Engine API", attach to a container, stream format.
 */
export function textOf(log: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 8 <= log.length; ) {
    const end = at + 8 + log.readUInt32BE(at + 4);
    pieces.push(log.subarray(at + 8, end));
    at = end;
  }
  return Buffer.concat(pieces).toString('utf8');
}
