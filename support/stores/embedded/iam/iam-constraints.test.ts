import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodedDocument, policySize } from './iam-constraints.ts';

describe('policy documents', () => {
  test('come back from their encoded form, which has only unreserved characters and escapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (document) => {
        fc.pre(document.isWellFormed());
        const encoded = encodedDocument(document);
        expect(encoded).toMatch(/^(?:[\w.~-]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(document);
      }),
    );
  });

  test('are measured without white space', () => {
    expect(policySize(' {\n\t"a" : 1 }\r\n')).toBe(7);
  });
});
