import { expect, test } from '@jest/globals';
import { sampleRecord } from '../testing/sample-record.ts';
import { redacted } from './redacted.ts';
import { runRecord } from './run-record.ts';

const original = sampleRecord({
  run: { ...sampleRecord().run, commit: { id: 'c'.repeat(40), changed: false } },
});
const record = redacted(original);
const text = JSON.stringify(record);

test.each(['111111111111', '222222222222', '1234abcd-12ab-34cd-56ef-1234567890ab'])('hides %s', (id) => {
  expect(JSON.stringify(original)).toContain(id);
  expect(text).not.toContain(id);
});

test('keeps accounts apart, and what tells runs and documents apart', () => {
  expect(record.scenarios[0]?.accounts.map(({ id }) => id)).toEqual(['000000000001', '000000000002']);
  expect(record.features[0]?.rules[0]?.examples[0]?.requests[0]?.principal).toContain('000000000002');
  expect(record.run).toEqual(original.run);
  expect(record.scenarios[0]?.documents[0]?.sha256).toBe('0'.repeat(64));
});

test('is still a record', () => {
  expect(runRecord.safeParse(record).error).toBeUndefined();
});
