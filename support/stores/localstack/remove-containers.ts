import { getContainerRuntimeClient } from 'testcontainers';
import { runLabel } from './watchdog.ts';

/**
 * Removes the containers of a run with their volumes; ignores those that are already removed or being
 * removed.
 */
export async function removeContainersOf(run: string): Promise<void> {
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const found = await dockerode.listContainers({ all: true, filters: { label: [`${runLabel}=${run}`] } });
  await Promise.all(
    found.map(async ({ Id }) => {
      try {
        await dockerode.getContainer(Id).remove({ force: true, v: true });
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    }),
  );
}

function isGone(error: unknown): boolean {
  const status: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : undefined;
  return status === 404 || status === 409;
}
