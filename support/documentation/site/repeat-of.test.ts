import { expect, test } from '@jest/globals';
import { sampleRecord } from '../testing/sample-record.ts';
import { repeatOf } from './repeat-of.ts';
import { siteOf } from './site-of.ts';

test.each<[string, Partial<ReturnType<typeof sampleRecord>['run']>, readonly string[]]>([
  ['the specification', {}, ['npm run spec']],
  ['its commit', { commit: { id: 'abc', changed: true } }, ['git checkout abc', 'npm run spec']],
  [
    'its selection, quoted',
    { selection: { paths: ['features/a b'], tags: "not @it's" } },
    ["npm run spec 'features/a b' --tags 'not @it'\\''s'"],
  ],
  [
    'its store',
    { store: { kind: 'localstack', image: 'localstack/localstack:4.14.0' } },
    ['npm run spec --backend localstack --image localstack/localstack:4.14.0'],
  ],
])('a run is repeated with %s', (_, more, commands) => {
  const record = sampleRecord();
  const run = { ...record.run, ...more };
  expect(repeatOf(siteOf([{ ...record, run }], { repeat: 'npm run spec' }))).toEqual(commands);
});
