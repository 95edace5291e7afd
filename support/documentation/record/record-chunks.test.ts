import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordChunks } from './record-chunks.ts';
import type { RunRecord } from './run-record.ts';

test('the pieces of a record are together its JSON', () => {
  const record = fc.record({
    format: fc.constant('keyhole-run'),
    run: fc.dictionary(fc.string(), fc.jsonValue()),
    features: fc.array(fc.jsonValue()),
    earlier: fc.option(fc.array(fc.jsonValue()), { nil: undefined }),
  });
  fc.assert(
    fc.property(record, (value) => {
      const chunks = [...recordChunks(value as unknown as RunRecord)];
      expect(JSON.parse(chunks.join(''))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(chunks).toHaveLength(value.features.length + 2);
    }),
  );
});
