import { describe, expect, test } from '@jest/globals';
import { StaleDecisionError } from '../../../stores/stale-decision-error.ts';
import type { PlaceState, Store } from '../../../stores/store.ts';
import { KeptReads } from '../../policies/kept-reads.ts';
import { KnownSurroundings } from '../../surroundings/surroundings.ts';
import { type AtState, currentSide } from './current-side.ts';

/** A bucket with one setting, and the readings of it. */
class Settings {
  policy = 'first';
  readings = 0;
  /** Done while the bucket is read, after its state was taken. */
  meanwhile: () => void = () => {};
  readonly #kept: KeptReads;

  constructor({ tellsStates = true } = {}) {
    const stateOf = ({ Bucket }: { readonly Bucket: string }): PlaceState => [Bucket, this.policy];
    const store = (tellsStates ? { stateOf } : {}) as unknown as Store;
    this.#kept = new KeptReads(store, new KnownSurroundings());
  }

  /** The policy of the bucket, as it was read. */
  async told(isCurrent?: (found: Told) => boolean): Promise<string> {
    const read = async (state: PlaceState | undefined): Promise<Told> => {
      this.readings++;
      const { policy } = this;
      this.meanwhile();
      return { policy, state };
    };
    const reading = { bucket: 'records', read, ...(isCurrent && { isCurrent }) };
    return (await currentSide(this.#kept, 'bucket records', reading)).policy;
  }
}

interface Told extends AtState {
  readonly policy: string;
}

describe('the reading of a bucket', () => {
  test('is kept while its settings are the same', async () => {
    const settings = new Settings();
    expect([await settings.told(), await settings.told()]).toEqual(['first', 'first']);
    expect(settings.readings).toBe(1);
  });

  test('is made again once a setting is another, although no write has ended', async () => {
    const settings = new Settings();
    await settings.told();
    settings.policy = 'second';
    expect(await settings.told()).toBe('second');
    expect(settings.readings).toBe(2);
  });

  test('is made again if a setting changes while it is made', async () => {
    const settings = new Settings();
    settings.meanwhile = () => {
      settings.policy = 'second';
    };
    expect(await settings.told()).toBe('second');
    expect(settings.readings).toBe(2);
  });

  test('is made again if something else that was read has changed', async () => {
    const settings = new Settings();
    await settings.told();
    let asked = 0;
    expect(await settings.told(() => ++asked > 1)).toBe('first');
    expect(settings.readings).toBe(2);
  });

  test.each<[string, (settings: Settings) => Promise<string>]>([
    [
      'its settings keep changing',
      (settings) => {
        settings.meanwhile = () => {
          settings.policy += ' and another';
        };
        return settings.told();
      },
    ],
    ['something else keeps changing', (settings) => settings.told(() => false)],
  ])('is given up after three times while %s', async (_, tell) => {
    const settings = new Settings();
    await expect(tell(settings)).rejects.toBeInstanceOf(StaleDecisionError);
    expect(settings.readings).toBe(3);
  });

  test('is kept at a store that does not tell settings apart', async () => {
    const settings = new Settings({ tellsStates: false });
    await settings.told();
    settings.policy = 'second';
    expect(await settings.told()).toBe('first');
  });

  test('is at once there if it is kept', async () => {
    const kept = new KeptReads({ stateOf: () => ['same'] } as unknown as Store, new KnownSurroundings());
    const reading = { bucket: 'records', read: async (state: PlaceState | undefined) => ({ state }) };
    await currentSide(kept, 'bucket records', reading);
    expect(currentSide(kept, 'bucket records', reading)).not.toBeInstanceOf(Promise);
  });
});
