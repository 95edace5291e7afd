import { randomUUID } from 'node:crypto';
import { defaultImage, environmentOf } from './container-image.ts';
import { ContainerError, startFailure } from './start-failure.ts';
import { runLabel, watchOver } from './watchdog.ts';

/** A LocalStack that is up. */
export interface RunningLocalstack extends AsyncDisposable {
  /** `http://127.0.0.1:32768` */
  readonly endpoint: string;
  /** Empties LocalStack, in about a second. */
  restart(): Promise<void>;
}

/** The LocalStack to start. */
export interface LocalstackOptions {
  /** The image, by default `localstack/localstack:4.14.0`; later ones need LOCALSTACK_AUTH_TOKEN. */
  readonly image?: string | undefined;
  /** More of its configuration. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** The most milliseconds that it may take to be ready. */
  readonly startupTimeout?: number | undefined;
}

/**
 * Starts a LocalStack container for this process. It is removed when it is disposed, and also when this
 * process ends in any other way.
 * Throws ContainerError, whose message says what to do.
 */
export async function startLocalstack({
  image = defaultImage,
  environment = {},
  startupTimeout,
}: LocalstackOptions = {}): Promise<RunningLocalstack> {
  const run = randomUUID();
  const log: string[] = [];
  const watchdog = watchOver(run);
  try {
    const { LoopbackContainer } = await import('./loopback-container.ts');
    const wanted = new LoopbackContainer(image)
      .withLabels({ [runLabel]: run })
      .withEnvironment({ ...environmentOf(process.env), ...environment })
      .withLogConsumer((stream) => {
        stream.on('data', (line: unknown) => log.push(String(line)));
      });
    if (startupTimeout !== undefined) wanted.withStartupTimeout(startupTimeout);
    const container = await wanted.start();
    const endpoint = `http://${container.getHost().replace('localhost', '127.0.0.1')}:${container.getPort()}`;
    return {
      endpoint,
      restart: () => restart(endpoint),
      async [Symbol.asyncDispose]() {
        await container.stop({ remove: true, removeVolumes: true, timeout: 0 });
        watchdog.dismiss();
      },
    };
  } catch (cause) {
    const failure = startFailure(cause, {
      image,
      imageIsHere: await isHere(image),
      hasToken: process.env.LOCALSTACK_AUTH_TOKEN !== undefined,
      log: log.join('') || (await lastWords(run)),
    });
    await removeLeftovers(run).catch(() => {});
    watchdog.dismiss();
    throw failure;
  }
}

/** True if the image is present locally; false if Docker does not answer. */
async function isHere(image: string): Promise<boolean> {
  try {
    const { getContainerRuntimeClient } = await import('testcontainers');
    const client = await getContainerRuntimeClient();
    await client.container.dockerode.getImage(image).inspect();
    return true;
  } catch {
    return false;
  }
}

/** The container's log from Docker, if none was streamed; empty if Docker does not answer. */
async function lastWords(run: string): Promise<string> {
  try {
    const { writtenBy } = await import('./written-by.ts');
    return await writtenBy(run);
  } catch {
    return '';
  }
}

async function removeLeftovers(run: string): Promise<void> {
  const { removeContainersOf } = await import('./remove-containers.ts');
  await removeContainersOf(run);
}

/** The open edition can only be emptied by a restart (LocalStack's documentation, "Internal endpoints"). */
async function restart(endpoint: string): Promise<void> {
  const until = performance.now() + 30_000;
  await fetch(`${endpoint}/_localstack/health`, { method: 'POST', body: '{"action":"restart"}' });
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (await isEmpty(endpoint)) return;
  }
  throw new ContainerError('LocalStack did not come back from a restart within 30 seconds');
}

/** True if no service has been used since the container started. */
async function isEmpty(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_localstack/health`, { signal: AbortSignal.timeout(1000) });
    return response.ok && !(await response.text()).includes('"running"');
  } catch {
    return false;
  }
}
