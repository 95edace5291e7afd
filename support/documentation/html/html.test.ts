import { expect, test } from '@jest/globals';
import { html, joined, markup } from './html.ts';

test.each([
  ['text', '<b>&"\'', '&lt;b&gt;&amp;&quot;&#39;'],
  ['a mark that turns text', 'a\u202eb', 'a⟨U+202E⟩b'],
  ['a control character', 'a\u0000b\u200bc\td\n', 'a⟨U+0000⟩b⟨U+200B⟩c\td\n'],
  ['a number', 3, '3'],
  ['nothing', undefined, ''],
  ['a condition that is false', false, ''],
  ['zero', 0, '0'],
  ['markup', html`<b>${'<'}</b>`, '<b>&lt;</b>'],
  ['a list', ['<', html`<i></i>`, undefined], '&lt;<i></i>'],
  ['trusted markup', markup('<svg/>'), '<svg/>'],
])('a template takes %s', (_, value, text) => {
  expect(html`${value}`.text).toBe(text);
});

test('an attribute cannot be left by a value', () => {
  expect(html`<a href="${'" onclick="x'}">`.text).toBe('<a href="&quot; onclick=&quot;x">');
});

test('parts are joined with a separator that is escaped as well', () => {
  expect(joined(['a', html`<b></b>`], ' < ').text).toBe('a &lt; <b></b>');
});
