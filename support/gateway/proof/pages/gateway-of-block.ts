import { afterAll, beforeAll } from '@jest/globals';
import { type Clients, clientsOf } from '../../testing/lab-under-test.ts';

/** For tests: a gateway that runs while the tests of a block do, and the clients of root users. */
export function gatewayOfBlock(start: (started: AsyncDisposableStack) => Promise<string>) {
  const started = new AsyncDisposableStack();
  const opened = new Map<string, Clients>();
  let endpoint = '';
  beforeAll(async () => {
    endpoint = await start(started);
  });
  afterAll(async () => {
    for (const clients of opened.values()) for (const client of Object.values(clients)) client.destroy();
    await started.disposeAsync();
  });
  return (account: string): Clients => {
    const clients = opened.get(account) ?? clientsOf(endpoint, account, 'eu-west-1');
    opened.set(account, clients);
    return clients;
  };
}
