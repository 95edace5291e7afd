import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkedPath, checkedPolicyArn, encodedDocument, policySize } from './iam-constraints.ts';

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

describe('paths and ARNs', () => {
  test.each([undefined, '/', '/a/', '/a/b/', '/a//b/', '/~!/'])('the path %p is fine', (path) => {
    expect(checkedPath('path', path)).toBe(path ?? '/');
  });

  test.each(['', 'a', '/a', 'a/', '//', '/ü/', `/${'a'.repeat(511)}/`])('the path %p is not', (path) => {
    expect(() => checkedPath('path', path)).toThrow(expect.objectContaining({ code: 'ValidationError' }));
  });

  test.each([
    'arn:aws:iam::111111111111:policy/p',
    'arn:aws:iam::111111111111:policy/a/b/p',
    'arn:aws:iam::aws:policy/service-role/AWSTransferLoggingAccess',
  ])('the ARN %s is fine', (arn) => {
    expect(checkedPolicyArn('policyArn', arn)).toBe(arn);
  });

  test.each([
    [undefined, 'ValidationError'],
    ['arn:aws:iam', 'ValidationError'],
    ['arn:aws:iam::111111111111:role/p', 'InvalidInput'],
    ['arn:aws:iam::1111:policy/ppppppppp', 'InvalidInput'],
    ['arn:aws:iam::111111111111:policy/', 'InvalidInput'],
    ['arn:aws:iam::111111111111:policy/a b', 'InvalidInput'],
  ])('the ARN %p is refused with %s', (arn, code) => {
    expect(() => checkedPolicyArn('policyArn', arn)).toThrow(expect.objectContaining({ code, status: 400 }));
  });
});
