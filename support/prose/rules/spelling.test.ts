import { describe, expect, test } from '@jest/globals';
import { faultsOf } from '../testing/faults-of.ts';
import { readDictionary } from './dictionary.ts';
import { american, spelling } from './spelling.ts';

const dictionary = readDictionary(['ciphertext', 'Testcontainers', 'loopback', 'organization']);

test.each([
  ['organisation', 'organization'],
  ['authorised', 'authorized'],
  ['behaviour', 'behavior'],
  ['analyse', 'analyze'],
  ['travelled', 'traveled'],
  ['defence', 'defense'],
  ['grey', 'gray'],
])('the British %j is refused, the American %j taken', (british, spelt) => {
  expect(faultsOf(american(dictionary), `The ${british}.`)).toEqual([`"${british}" is British`]);
  expect(faultsOf(spelling(dictionary), `The ${british}.`)).toEqual([]);
  expect(faultsOf(american(dictionary), `The ${spelt}.`)).toEqual([]);
});

describe('spelling', () => {
  test.each<[string, string, readonly string[]]>([
    ['a misspelt word', 'The evalution failed.', ['evalution']],
    ['a part of a joined word', 'A misspelt key-vlaue pair.', ['vlaue']],
    ['a possessive', "The bucket's and the buckets' owner's.", []],
    ['a short form', "It doesn't and can't.", []],
    ['an added word', 'A ciphertext. Ciphertext.', []],
    ['an added name', 'Testcontainers starts.', []],
    ['an added name without its capital', 'testcontainers starts.', ['testcontainers']],
    ['a name with capitals inside', 'PutObjct and kmsKeyId.', []],
    ['an acronym', 'The SSE of ARNs.', []],
    ['a path, an action and a flag', 'support/vlaue, kms:Decrpyt, --vlaue.', []],
    ['a name of three parts', 'the x-amz-vlaue header, write-ony-bucket', []],
    ['code and quotations', '`vlaue` and "vlaue".', []],
  ])('looks at %s', (_, text, unknown) => {
    expect(faultsOf(spelling(dictionary), text)).toEqual(
      unknown.map((word) => `"${word}" is in no dictionary`),
    );
  });
});

test('tells which added words no text has used, and which English has anyway', () => {
  const fresh = readDictionary(['ciphertext', 'loopback', 'bucket']);
  fresh.has('Ciphertext');
  expect(fresh.idle()).toEqual(['loopback', 'bucket']);
});
