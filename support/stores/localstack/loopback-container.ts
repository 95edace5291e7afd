import { LocalstackContainer } from '@testcontainers/localstack';
import { getContainerRuntimeClient } from 'testcontainers';

/**
 * LocalStack listening on this machine alone: every client that reaches it reads and writes without
 * authentication. If Docker is remote, or this process runs in a container, LocalStack cannot be reached on
 * loopback.
 */
export class LoopbackContainer extends LocalstackContainer {
  protected override async beforeContainerCreated(): Promise<void> {
    const { host } = (await getContainerRuntimeClient()).info.containerRuntime;
    const here = ['localhost', '127.0.0.1'].includes(host);
    const bindings: Readonly<Record<string, unknown>> = this.hostConfig.PortBindings ?? {};
    if (here) {
      const loopback = Object.entries(bindings).map(([port]) => [
        port,
        [{ HostIp: '127.0.0.1', HostPort: '0' }],
      ]);
      this.hostConfig.PortBindings = Object.fromEntries(loopback);
    }
    await super.beforeContainerCreated?.();
  }
}
