import { describe, expect, test } from '@jest/globals';
import { documentText } from '../site/document-text.ts';
import { PageContext } from '../site/page-context.ts';
import type { SiteDocument } from '../site/site.ts';
import { siteOf } from '../site/site-of.ts';
import { keyPolicyText, sampleRecord } from '../testing/sample-record.ts';
import { type DocumentOptions, policyDocument } from './policy-document.ts';

const site = siteOf([sampleRecord()], { repeat: 'npx keyhole spec' });
const [sample] = site.documents.values();

/** A document of the sample with another text. */
function documentWith(text: string): SiteDocument {
  if (sample === undefined) throw new TypeError('the sample has no document');
  return { ...sample, text };
}

/** The markup of a document on a page; on its own page unless another address is given. */
function shown(text: string, options?: DocumentOptions, address = sample?.address ?? ''): string {
  return policyDocument(new PageContext(site, address), documentWith(text), options).text;
}

/** The lines of a markup as a browser shows them: `4: { "Sid": "Write",`. */
function linesIn(markup: string): readonly string[] {
  return Array.from(
    markup.matchAll(/<div class="line"[^>]*><(?:a|span)[^>]*>(\d+)<\/(?:a|span)><code[^>]*>(.*?)<\/code>/gs),
    ([, number = '', code = '']) => `${number}: ${plain(code)}`,
  );
}

function plain(code: string): string {
  return code
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function idsIn(markup: string): readonly string[] {
  return Array.from(markup.matchAll(/ id="([^"]*)"/g), ([, id = '']) => id);
}

const MINIFIED = '{"Statement":[{"Sid":"A","Effect":"Allow"},{"Sid":"B","Effect":"Deny"}]}';
const JOINED = '{ "Statement": [{\n"Effect": "Allow"\n}, {\n"Effect": "Deny"\n}] }';

describe('the lines of a document', () => {
  test.each([
    ['a document as people write it', keyPolicyText],
    [
      'one with blank lines, tabs and line breaks of Windows',
      '{\r\n\r\n\t"Statement": [\r\n\t\t{ "Sid": "A" }\r\n]}\r\n',
    ],
    ['a text that is not JSON', 'Statement: <b>&amp;\n  none'],
    ['one without statements', '{\n"Version": "2012-10-17"\n}\n'],
  ])('are all there, in order, as they are written: %s', (_, text) => {
    const expected = text
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map((line, index) => `${index + 1}: ${line.trim()}`);
    expect(linesIn(shown(text))).toEqual(expected);
  });

  test('are parted where statements begin and end', () => {
    expect(linesIn(shown(MINIFIED))).toEqual([
      '1: {"Statement":[',
      '1: {"Sid":"A","Effect":"Allow"},',
      '1: {"Sid":"B","Effect":"Deny"}',
      '1: ]}',
    ]);
    expect(linesIn(shown(JOINED))).toEqual([
      '1: { "Statement": [',
      '1: {',
      '2: "Effect": "Allow"',
      '3: },',
      '3: {',
      '4: "Effect": "Deny"',
      '5: }',
      '5: ] }',
    ]);
  });

  test.each([
    [keyPolicyText, ['L4', 'L10'], 17],
    [MINIFIED, ['L1', 'L1.2'], 2],
    [JOINED, ['L1', 'L3'], 5],
  ])('have ids that no other line has, and statements have links to theirs', (text, links, number) => {
    const markup = shown(text);
    const ids = idsIn(markup);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(number);
    expect(Array.from(markup.matchAll(/href="#([^"]*)"/g), ([, id]) => id)).toEqual(links);
  });

  test('escape names, values and everything else', () => {
    const markup = shown('{"Statement":{"Sid":"<script>","<i>":"{{<u>}}"}} <em>');
    expect(markup).not.toMatch(/<(?:script|i|u|em)>/);
    expect(markup).toContain('<var>{{&lt;u&gt;}}</var>');
  });
});

describe('a document on another page', () => {
  const shownThere: DocumentOptions = { prefix: 'W03-0-', use: 'the key policy of the shared key' };

  test('has ids of statements alone, and their numbers lead to its own page', () => {
    const markup = shown(keyPolicyText, shownThere, 'exchange/reading/');
    expect(idsIn(markup)).toEqual(['W03-0-L4', 'W03-0-L10']);
    expect(markup).toContain('href="../documents/key-policy.json/index.html#L10"');
    expect(markup).toContain('<span class="soft">2 statements</span>');
  });

  test('leaves out lines outside of statements if each statement is on one line', () => {
    const markup = shown(keyPolicyText, { ...shownThere, shown: () => ({ as: 'line', why: 'matches' }) });
    expect(linesIn(markup)[0]).toBe('4: {');
    expect(markup.match(/<details class="fold">/g)).toHaveLength(2);
    expect(markup).toContain('<span class="n">4–9</span>');
    expect(markup).toContain('Allow “Write”');
  });

  test('leaves out the text of a statement, with a link to it', () => {
    const way = { as: 'line', why: 'matches', text: false } as const;
    const markup = shown(keyPolicyText, { ...shownThere, shown: () => way }, 'exchange/reading/');
    expect(linesIn(markup)).toEqual([]);
    expect(markup).toContain('<a class="n" href="../documents/key-policy.json/index.html#L4">4–9</a>');
  });
});

test('marks an element on each of its lines, and shows the note beside its statement', () => {
  const text = '{"Statement":{\n"Action": [\n"a",\n"b"\n], "Resource": "*" }}';
  const [statement] = documentText({ text }).statements;
  const action = statement?.elements.get('Action');
  const marks = action === undefined ? [] : [action];
  const markup = shown(text, { shown: () => ({ as: 'lines', state: 'nearest', note: 'Nearest.', marks }) });
  const marked = Array.from(markup.matchAll(/<mark>(.*?)<\/mark>/g), ([, code = '']) => plain(code));
  expect(marked).toEqual(['"Action": [', '"a",', '"b"', ']']);
  expect(markup).toContain('<div class="statement nearest">');
  expect(markup).toContain('<div class="note">Nearest.</div>');
});
