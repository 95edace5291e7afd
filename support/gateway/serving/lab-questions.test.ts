import { describe, expect, test } from '@jest/globals';
import type { HttpRequest } from '../../wire/http.ts';
import { startLab } from './lab.ts';
import { answerQuestion, labPath } from './lab-questions.ts';

const questions = {
  about: () => ({ id: 'this one' }),
  answers: { echo: async (question: unknown) => ({ status: 200, document: { question } }) },
};

async function asked(path: string, init: RequestInit) {
  await using lab = await startLab({ questions });
  const answer = await fetch(`${lab.endpoint}${path}`, init);
  return { status: answer.status, body: await answer.text(), records: lab.decisionLog.records().length };
}

const post = (headers: Record<string, string>, body = '{"a":1}') => ({ method: 'POST', headers, body });
const json = { 'content-type': 'application/json' };

describe('a lab', () => {
  test('says which one it is', async () => {
    expect(await asked(labPath, {})).toEqual({ status: 200, body: '{"id":"this one"}\n', records: 0 });
  });

  test('answers a question in JSON', async () => {
    expect(await asked('/_keyhole/echo', post(json))).toMatchObject({
      status: 200,
      body: '{"question":{"a":1}}\n',
    });
  });

  test.each([
    ['a form, which pages can send without asking', { 'content-type': 'text/plain' }],
    ['the origin of a page', { ...json, origin: 'http://evil.example' }],
    [
      'the origin of a page that the lab itself could have served',
      { ...json, 'sec-fetch-site': 'same-origin' },
    ],
    ['an address that is typed', { ...json, 'sec-fetch-site': 'none' }],
  ])('refuses a question with %s', async (_, headers) => {
    const { status, body } = await asked('/_keyhole/echo', post(headers));
    expect(status).toBe(403);
    expect(body).not.toContain('question":');
  });

  test.each([
    ['not JSON', '{'],
    ['too long', JSON.stringify('x'.repeat(70_000))],
  ])('refuses a question that is %s', async (_, body) => {
    expect(await asked('/_keyhole/echo', post(json, body))).toMatchObject({ status: 400 });
  });

  test.each([
    ['a question that it does not know', '/_keyhole/other', post(json)],
    ['the name of an inherited member', '/_keyhole/toString', post(json)],
    ['a signed request', '/_keyhole/echo', post({ ...json, authorization: 'AWS4-HMAC-SHA256 x' })],
    ['a question that is not posted', '/_keyhole/echo', { method: 'PUT', headers: json, body: '{}' }],
  ])('takes %s for a request to AWS', async (_, path, init) => {
    const { status, records } = await asked(path, init);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(records).toBe(1);
  });

  test('answers only addresses that may ask', async () => {
    const http: HttpRequest = {
      ...{ method: 'POST', target: '/_keyhole/echo', headers: json, duplicated: [] },
      ...{ body: (async function* () {})(), sourceIp: '192.0.2.1', secure: true },
    };
    const answer = await answerQuestion(http, { ...questions, mayAsk: () => false });
    expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('192.0.2.1') });
  });
});
