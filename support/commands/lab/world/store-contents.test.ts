import { expect, test } from '@jest/globals';
import type { Surroundings } from '../../../gateway/surroundings/surroundings.ts';
import { contentsOfBackend } from './store-contents.ts';

/** A backend whose gateway has surroundings, and which cannot always undo. */
function backendThat(rewinds: boolean) {
  const gateway = {
    surroundings: { endpoints: [{ id: 'vpce-1a2b3c4d', vpc: 'vpc-1a2b3c4d' }] } as Surroundings,
    surround(surroundings: Surroundings) {
      gateway.surroundings = surroundings;
    },
  };
  const nothing = () => {};
  const backend = { gateway, mark: nothing, rewind: async () => rewinds, removeAll: async () => nothing() };
  return {
    gateway,
    contents: contentsOfBackend(backend as unknown as Parameters<typeof contentsOfBackend>[0]),
  };
}

test('a store that undoes writes gets its surroundings back as well', async () => {
  const { gateway, contents } = backendThat(true);
  const before = gateway.surroundings;
  const putBack = await contents.keep();
  gateway.surround({ endpoints: [] });
  expect(await putBack()).toBe(true);
  expect(gateway.surroundings).toBe(before);
});

test('a store that is emptied gets its surroundings back as well', async () => {
  const { gateway, contents } = backendThat(false);
  const before = gateway.surroundings;
  const putBack = await contents.keep();
  gateway.surround({ endpoints: [] });
  expect(await putBack()).toBe(false);
  expect(gateway.surroundings).toEqual({ endpoints: [] });
  await contents.clear();
  expect(gateway.surroundings).toBe(before);
});
