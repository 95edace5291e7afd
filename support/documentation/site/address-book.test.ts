import { describe, expect, test } from '@jest/globals';
import { pagesOf } from '../pages/pages.ts';
import { recordedExample, recordedFeature, sampleRecord } from '../testing/sample-record.ts';
import { AddressBook } from './address-book.ts';
import { siteOf } from './site-of.ts';

const addressesOf = (...files: readonly string[]) => {
  const features = files.map((file) => recordedFeature([recordedExample({ outcomes: [] })], { file }));
  return pagesOf(siteOf([sampleRecord({ features })], { repeat: 'npx keyhole spec' })).map(
    ({ address }) => address,
  );
};

describe('no page is written over another', () => {
  test.each([
    ['two features of one slug', ['features/exchange/a b.feature', 'features/exchange/a-b.feature']],
    ['names of other alphabets', ['features/exchange/данные.feature', 'features/exchange/ключи.feature']],
    ['two folders of one slug', ['features/a b/x.feature', 'features/a-b/x.feature']],
    ['two folders of one name', ['features/one/exchange/x.feature', 'features/two/exchange/x.feature']],
    [
      'folders of the names of pages',
      ['access', 'assets', 'denials', 'differences', 'documents', 'evidence', 'run', 'steps'].map(
        (name) => `features/${name}/x.feature`,
      ),
    ],
    [
      'features of the names of pages',
      ['access', 'documents', 'principals', 'source', 'paths', 'main'].map(
        (name) => `features/exchange/${name}.feature`,
      ),
    ],
  ])('%s', (_, files) => {
    const addresses = addressesOf(...files);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(
      addresses.filter((address) =>
        /^(?!evidence|denials|documents\/$|access\/$)[^/]+\/[^/]+\/$/.test(address),
      ).length,
    ).toBeGreaterThanOrEqual(files.length);
  });
});

describe('an address book', () => {
  test('gives a thing one address, and things of one slug different ones', () => {
    const book = new AddressBook();
    const first = book.pattern('features/a b', 'a b');
    expect(book.pattern('features/a-b', 'a-b')).toBe('a-b-2/');
    expect(book.pattern('features/a b', 'a b')).toBe(first);
  });

  test.each(['index.html', 'run.json'])('names no folder %s, which is a file', (name) => {
    const book = new AddressBook();
    expect(book.pattern(name, name)).toBe(`${name.replace('.', '-')}/`);
    expect(book.feature('x/', name, name)).toBe(`x/${name.replace('.', '-')}/`);
  });

  test('shortens names that file systems do not take', () => {
    expect(new AddressBook().feature('x/', 'a'.repeat(300), 'f').length).toBeLessThan(130);
  });

  test('documents of one slug have pages of their own', () => {
    const book = new AddressBook();
    const paths = [
      ['a', 'b c.json'],
      ['a', 'b-c.json'],
      ['a b', 'c.json'],
      ['a-b', 'c.json'],
    ];
    expect(new Set(paths.map((path) => book.ofScenario('s', 'documents', path))).size).toBe(paths.length);
  });
});
