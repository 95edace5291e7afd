import { describe, expect, test } from '@jest/globals';
import { readPage } from '../documentation/proof/page-faults.ts';
import type { PolicyFinding } from './policy-place.ts';
import { EditableLab } from './testing/editable-lab.ts';

const REFUSED: PolicyFinding = {
  severity: 'refused',
  code: 'MalformedPolicyDocumentException',
  words: 'Invalid effect: <Alow>',
  detail: 'Statement[0].Effect (line 2, column 3): must be Allow or Deny',
  line: 2,
  column: 3,
};

describe('the page of a policy', () => {
  test.each([
    ['as it was written', 'written'],
    ['changed', '{\n "a": "</textarea><script>" }'],
    ['without a document', undefined],
  ])('is valid HTML with a document %s', async (_, text) => {
    const { status, body } = await new EditableLab(text).answer();
    expect(status).toBe(200);
    expect(readPage('policies/key-policy/', body).faults).toEqual([]);
    expect(body.match(/<script/g)).toHaveLength(1);
  });

  test('has the document in a text area, with the numbers of its lines', async () => {
    const { body } = await new EditableLab('\n{\n}\n').answer();
    expect(body).toContain('>\n\n{\n}\n</textarea>');
    expect(body).toContain('<pre class="numbers" aria-hidden="true">1\n2\n3\n4</pre>');
  });
});

describe('its form, as a browser without JavaScript sends it,', () => {
  test('checks a draft, and changes nothing', async () => {
    const lab = new EditableLab('old');
    lab.finds = () => [REFUSED];
    const { status, body } = await lab.send({ do: 'check', text: 'new\r\ntext' });
    expect(status).toBe(200);
    expect(readPage('policies/key-policy/', body).faults).toEqual([]);
    expect(body).toContain('>\nnew\ntext</textarea>');
    expect(body).toContain('AWS refuses this.');
    expect(body).toContain('Invalid effect: &lt;Alow&gt;');
    expect(body).toContain('line 2, column 3');
    expect(lab.text).toBe('old');
  });

  test('applies a draft, and goes back step by step', async () => {
    const lab = new EditableLab('first');
    for (const text of ['second', 'third']) {
      const { body } = await lab.send({ do: 'apply', text });
      expect(body).toContain('<b>In force.</b>');
      expect(lab.text).toBe(text);
    }
    expect((await lab.answer()).body).toMatch(/value="undo" class="plain">/);
    for (const text of ['second', 'first']) {
      const { body } = await lab.send({ do: 'undo', text: 'whatever' });
      expect(lab.text).toBe(text);
      expect(body).toContain(`>\n${text}</textarea>`);
    }
    expect((await lab.send({ do: 'undo', text: 'x' })).body).toContain('Nothing was applied here');
    expect((await lab.answer()).body).toMatch(/value="undo" class="plain" disabled>/);
  });

  test('removes a document, and brings it back', async () => {
    const lab = new EditableLab('first');
    await lab.send({ do: 'remove', text: 'first' });
    expect(lab.text).toBeUndefined();
    await lab.send({ do: 'undo', text: '' });
    expect(lab.text).toBe('first');
  });

  test('says that AWS refuses, and keeps the draft', async () => {
    const lab = new EditableLab('old');
    lab.finds = () => [REFUSED];
    const { body } = await lab.send({ do: 'apply', text: 'new' });
    expect(body).toContain('Nothing was changed.');
    expect(body).toContain('>\nnew</textarea>');
    expect(lab.text).toBe('old');
    expect((await lab.answer()).body).toMatch(/value="undo" class="plain" disabled>/);
  });

  test.each(['apply', 'undo', 'remove'])('does not %s over the change of another client', async (asked) => {
    const lab = new EditableLab('one');
    await lab.send({ do: 'apply', text: 'two' });
    lab.text = 'of another client';
    const { body } = await lab.send({ do: asked, text: 'mine', base: 'stale' });
    expect(body).toContain('Another client has changed this document meanwhile');
    expect(lab.text).toBe('of another client');
    await lab.send({ do: 'apply', text: 'mine' });
    expect(lab.text).toBe('mine');
  });

  test('brings the document of the scenario into the editor, and not into force', async () => {
    const lab = new EditableLab('old');
    const { body } = await lab.send({ do: 'original', text: 'mine' });
    expect(body).toContain('>\nwritten</textarea>');
    expect(lab.text).toBe('old');
  });
});

describe('a form that is not of the page', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['with another token', { token: 'x' }, {}],
    ['of another origin', {}, { origin: 'http://evil.example' }],
    ['of a name that DNS may lead here', {}, { host: 'evil.example', origin: 'http://evil.example' }],
    ['with a header of another page', {}, { 'x-keyhole-page': 'x' }],
  ])('is refused %s', async (_, fields, headers) => {
    const lab = new EditableLab('old');
    const { status } = await lab.send({ do: 'apply', text: 'new', ...fields }, headers);
    expect({ status, text: lab.text }).toEqual({ status: 403, text: 'old' });
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['asks for nothing', { do: '' }, {}],
    ['asks for something else', { do: 'toString' }, {}],
    ['is too long', { do: 'apply', text: 'x'.repeat(200_000) }, {}],
    ['is plain text', { do: 'apply' }, { 'content-type': 'text/plain' }],
  ])('is refused if it %s', async (_, fields, headers) => {
    const lab = new EditableLab('old');
    // The script shows the token in a header, so that the form's own fields may be unreadable.
    const token = /data-token="([^"]+)"/.exec((await lab.answer()).body)?.[1] ?? '';
    const { status } = await lab.send({ text: 'new', ...fields }, { 'x-keyhole-page': token, ...headers });
    expect({ status, text: lab.text }).toEqual({ status: 400, text: 'old' });
  });
});

test('the script gets the parts of the page that have changed', async () => {
  const lab = new EditableLab('old');
  lab.finds = () => [{ ...REFUSED, severity: 'warning' }];
  const token = /data-token="([^"]+)"/.exec((await lab.answer()).body)?.[1] ?? '';
  const { headers, body } = await lab.send({ do: 'apply', text: 'new' }, { 'x-keyhole-page': token });
  expect(headers['Content-Type']).toBe('application/json; charset=utf-8');
  expect(JSON.parse(body)).toMatchObject({
    draft: 'new',
    isSet: true,
    marks: [{ severity: 'warning', line: 2, column: 3 }],
    can: { undo: true, original: true, remove: true },
    said: expect.stringContaining('Invalid effect: &lt;Alow&gt;'),
  });
});
