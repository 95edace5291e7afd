import { expect, test } from '@jest/globals';
import { refusedRequest } from '../testing/sample-record.ts';
import { isAmbiguous, onTheWire } from './on-the-wire.ts';

/** The marked words of a message. */
function marked(message: string): readonly string[] {
  const shown = String(
    onTheWire(refusedRequest({ response: { status: 403, code: 'AccessDenied', message } })),
  );
  return Array.from(shown.matchAll(/<mark>(.*?)<\/mark>/g), ([, words = '']) => words);
}

const SUBJECT = 'User: arn:aws:iam::111111111111:root is not authorized to perform: kms:Decrypt';
const FOREIGN =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

test.each([
  ['because no identity-based policy allows the kms:Decrypt action', undefined],
  ['because no permissions boundary allows the kms:Decrypt action', undefined],
  ['because no VPC endpoint policy allows the kms:Decrypt action', undefined],
  ['with an explicit deny in a resource-based policy', undefined],
  ['with an explicit deny in an identity-based policy', undefined],
  ['with an explicit deny in a permissions boundary', undefined],
  ['with an explicit deny in a service control policy', undefined],
  ['with an explicit deny in a VPC endpoint policy', undefined],
  [FOREIGN, 'no resource-based policies allow access'],
  [
    'because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
    'because public policies are prevented by the BlockPublicPolicy setting',
  ],
])('marks the words that tell what refused: %s', (words, expected) => {
  expect(marked(`${SUBJECT} ${words}`)).toEqual([expected ?? words]);
});

test('marks nothing in a message that tells nothing', () => {
  expect(marked('Access Denied')).toEqual([]);
});

test('says of a message alone that it has several causes', () => {
  expect(isAmbiguous(refusedRequest({ response: { status: 400, message: `${SUBJECT} ${FOREIGN}` } }))).toBe(
    true,
  );
  expect(isAmbiguous(refusedRequest({ response: { status: 403, message: 'Access Denied' } }))).toBe(false);
});

test('escapes the message, and shows an answer without one by its status', () => {
  const request = refusedRequest({ response: { status: 403, code: '<b>', message: '<i> & "x"' } });
  expect(String(onTheWire(request))).toBe(
    '<p class="wire"><b>403 &lt;b&gt;</b> &lt;i&gt; &amp; &quot;x&quot;</p>',
  );
  expect(String(onTheWire(refusedRequest({ response: { status: 404 } })))).toBe(
    '<p class="wire"><b>404</b> </p>',
  );
});
