import { existsSync } from 'node:fs';
import { LocalstackContainer } from '@testcontainers/localstack';

/**
 * LocalStack listening on this machine alone: whoever reaches it reads and writes without being asked who they are.
 * Where Docker is elsewhere, or this process is itself in a container, loopback is not where the container is.
 */
export class LoopbackContainer extends LocalstackContainer {
  protected override async beforeContainerCreated(): Promise<void> {
    const here = !existsSync('/.dockerenv') && !/^(tcp|ssh|http)/.test(process.env.DOCKER_HOST ?? '');
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
