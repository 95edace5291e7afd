import { afterEach, beforeEach } from '@jest/globals';
import type { Call, Store } from '../../stores/store.ts';
import type { GatewayServer } from '../serving/gateway-server.ts';
import { emptyStore } from '../serving/lab.ts';
import { startGatewayServer } from '../serving/start-gateway-server.ts';
import { type AccessKey, type Clients, clientsOf } from './lab-under-test.ts';

/** For tests: a gateway, and the calls that reached the store behind it. */
export interface Witnessed {
  /** The clients of an account's root user or of an access key. */
  as(who: string | AccessKey): Clients;
  /** The calls to IAM and STS that the store performed. */
  readonly sent: readonly Call[];
}

/** For tests: each test of the file has a gateway whose store lists the calls that it performed. */
export function witnessedGateway(): Witnessed {
  let gateway: GatewayServer;
  let sent: Call[] = [];
  let opened: Clients[] = [];
  beforeEach(async () => {
    sent = [];
    gateway = await startGatewayServer(witness(emptyStore(), (call) => sent.push(call)));
  });
  afterEach(async () => {
    for (const clients of opened) for (const client of Object.values(clients)) client.destroy();
    opened = [];
    await gateway[Symbol.asyncDispose]();
  });
  return {
    as(who) {
      const clients = clientsOf(gateway.endpoint, who, 'us-east-1');
      opened.push(clients);
      return clients;
    },
    get sent() {
      return sent.filter(({ service }) => service === 'iam' || service === 'sts');
    },
  };
}

function witness(store: Store, saw: (call: Call) => void): Store {
  const send = (call: Call) => {
    saw(call);
    return store.send(call);
  };
  return new Proxy(store, {
    get(target, member) {
      if (member === 'send') return send;
      const value: unknown = Reflect.get(target, member, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
