import { expect, test } from '@jest/globals';
import type { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import type { FrozenStore } from '../../../stores/embedded/frozen-store.ts';
import { thawState } from '../../../stores/embedded/frozen-store.ts';
import type { Store } from '../../../stores/store.ts';
import { emptyStore, storeOf } from '../../serving/lab.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';
import { BothStores } from './ask-both.ts';
import { Judge } from './judge.ts';
import { allSubjects } from './rows/all-subjects.ts';
import type { Side } from './side.ts';
import { variationsOf } from './variations.ts';

/** A store that is saved, loaded and saved again before each call, with the texts that differed. */
class ReloadedStore implements Store {
  #store = emptyStore();
  readonly differences: string[] = [];

  async #reloaded(): Promise<EmbeddedStore> {
    const text = JSON.stringify(await this.#store.freeze());
    const frozen: FrozenStore = JSON.parse(text);
    this.#store = storeOf(await thawState(frozen));
    const again = JSON.stringify(await this.#store.freeze());
    if (again !== text) this.differences.push(again);
    return this.#store;
  }

  readonly send: Store['send'] = async (call) => (await this.#reloaded()).send(call);
  readonly perform: Store['perform'] = async (call) => (await this.#reloaded()).perform(call);
  readonly read: Store['read'] = (lookup) => this.#store.read(lookup);
  readonly bucketOwner: Store['bucketOwner'] = (bucket) => this.#store.bucketOwner(bucket);
  readonly bucketId: Store['bucketId'] = (bucket) => this.#store.bucketId(bucket);
  readonly bucketRegion: Store['bucketRegion'] = (bucket) => this.#store.bucketRegion(bucket);
  readonly encryptionOf: Store['encryptionOf'] = (object) => this.#store.encryptionOf(object);
  readonly credential: Store['credential'] = (id) => this.#store.credential(id);
  readonly keyOfCiphertext: Store['keyOfCiphertext'] = (bytes) => this.#store.keyOfCiphertext(bytes);
  readonly grantOfToken: Store['grantOfToken'] = (token) => this.#store.grantOfToken(token);

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#store[Symbol.asyncDispose]();
  }
}

test.each(allSubjects.map((subject) => [`${subject.service}:${subject.operation}`, subject] as const))(
  'a store that is saved and loaded before each call answers %s as one that is not',
  async (_, subject) => {
    const reloaded = new ReloadedStore();
    await using usual = await startGatewayServer(emptyStore());
    await using other = await startGatewayServer(reloaded);
    const sideOf = (endpoint: string): Side => ({ name: 'embedded', endpoint, refusedByStore: new Set() });
    const stores = new BothStores(sideOf(usual.endpoint), sideOf(other.endpoint));
    const [asked] = variationsOf(subject, 0);
    if (asked === undefined) throw new TypeError('a subject has a usual request');
    const both = await stores.about(subject)(asked);
    stores.destroy();
    expect(new Judge({ all: false }).unknown([both])).toEqual([]);
    expect(reloaded.differences).toEqual([]);
  },
);
