import { expect, test } from '@jest/globals';
import { sentencesOf } from './sentences.ts';

test.each<[string, string, readonly string[]]>([
  ['at full stops and questions', 'One. Two? Three', ['One.', 'Two?', 'Three']],
  ['before a name in lower case', 'One. kms:Decrypt is two.', ['One.', 'kms:Decrypt is two.']],
  ['not at abbreviations', 'One, e.g. this, i.e. that.', ['One, e.g. this, i.e. that.']],
  ['not within names', 'See store.ts and 4.14.0 there.', ['See store.ts and 4.14.0 there.']],
  ['behind a closing mark', '(One.) "Two." Three.', ['(One.)', '"Two." Three.']],
  ['at an empty line', 'One\n\nTwo', ['One', 'Two']],
  ['at items of a list', 'One:\n- two\n- three', ['One:', '- two', '- three']],
  ['at tags of doc comments', 'One\n@returns two', ['One', '@returns two']],
  ['not over code', '`One. Two` three.', ['`One. Two` three.']],
])('sentences end %s', (_, text, sentences) => {
  expect(sentencesOf(text).map((sentence) => sentence.text)).toEqual(sentences);
});

test('a sentence knows its place, and what is code in it', () => {
  expect(sentencesOf('One.\n  `Two` is\ntwo.')[1]).toEqual({
    at: 7,
    text: '`Two` is\ntwo.',
    plain: '□□□□□ is\ntwo.',
    first: false,
  });
});

test.each([
  ['a quotation', 'Says "a b" there', 'Says □□□□□ there'],
  ['a URL', 'See https://a.b/c?d.', 'See □□□□□□□□□□□□□□□□'],
  ['a link of a doc comment', 'As {@link Call} says', 'As □□□□□□□□□□□□ says'],
  ['a link of Markdown', 'See [the steps](../steps) there', 'See  the steps            there'],
  ['a placeholder of a step', '{principal} reads', '□□□□□□□□□□□ reads'],
  ['an example', 'One\n@example\nconst a = b;', 'One\n□□□□□□□□□□□□□□□□□□□□□'],
])('%s is not read', (_, text, plain) => {
  const at = plain.trimStart();
  expect(
    sentencesOf(text)
      .map((sentence) => sentence.plain)
      .join(' '),
  ).toBe(at);
});
