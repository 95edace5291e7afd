import { AsyncLocalStorage } from 'node:async_hooks';
import { jest } from '@jest/globals';
import { EmbeddedStore } from '../../stores/embedded/embedded-store.ts';
import { Gateway } from '../gateway.ts';

/**
 * For tests: a request to a gateway in front of an embedded store. A turn lasts until Node.js takes up something else, such as the
 * bytes of another request.
 */
export interface WatchedRequest {
  /** `kms:Encrypt`: the operations that the store was asked to perform for it, in order. */
  readonly performed: string[];
  /** `kms:ListResourceTags`: the lookups of the gateway, in order. */
  readonly lookups: string[];
  /** True if each operation was performed in the turn in which the decision began to read the store. */
  isPerformedInTurn: boolean;
  /** True if it was answered in that turn as well. */
  isAnsweredInTurn: boolean;
}

/** The members of a store by which decisions read it. Access keys are read before. */
const READING = ['read', 'bucketOwner', 'bucketId', 'bucketRegion', 'stateOf', 'encryptionOf'] as const;

/** For tests: watches all requests from now on, until mocks are restored. */
export function watchTurns(): readonly WatchedRequest[] {
  const requests: WatchedRequest[] = [];
  const current = new AsyncLocalStorage<Turn>();
  watchGateway(requests, current);
  for (const method of READING) watch(method, (asked) => current.getStore()?.reads(asked));
  for (const method of ['send', 'perform'] as const)
    watch(method, (asked) => current.getStore()?.performs(asked));
  return requests;
}

function watchGateway(requests: WatchedRequest[], current: AsyncLocalStorage<Turn>): void {
  const { handle } = Gateway.prototype;
  jest.spyOn(Gateway.prototype, 'handle').mockImplementation(async function (this: Gateway, http) {
    const turn = new Turn();
    return current.run(turn, async () => {
      const answer = await handle.call(this, http);
      turn.answers();
      requests.push(turn.request);
      return answer;
    });
  });
}

interface Asked {
  readonly service?: string;
  readonly operation?: string;
}

function watch(method: keyof EmbeddedStore, notice: (asked: Asked) => void): void {
  const original = EmbeddedStore.prototype[method] as (...given: unknown[]) => unknown;
  jest.spyOn(EmbeddedStore.prototype, method as 'read').mockImplementation(function (
    this: EmbeddedStore,
    ...given: unknown[]
  ) {
    notice(Object(given[0]));
    return original.apply(this, given);
  } as never);
}

/** The turn in which the decision of one request begins. */
class Turn {
  readonly request: WatchedRequest = {
    performed: [],
    lookups: [],
    isPerformedInTurn: true,
    isAnsweredInTurn: true,
  };
  #isBegun = false;
  #isOver = false;

  reads({ service, operation }: Asked): void {
    this.#begin();
    if (operation !== undefined) this.request.lookups.push(`${service}:${operation}`);
  }

  performs({ service, operation }: Asked): void {
    this.#begin();
    this.request.performed.push(`${service}:${operation}`);
    if (this.#isOver) this.request.isPerformedInTurn = false;
  }

  answers(): void {
    if (this.#isOver) this.request.isAnsweredInTurn = false;
  }

  #begin(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    setImmediate(() => {
      this.#isOver = true;
    });
  }
}
