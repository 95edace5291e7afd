import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { askAnswers } from './ask-answers.ts';
import type { InitAnswers } from './init-answers.ts';

/** Answers the questions on a terminal with keys. Returns the answers and what the terminal shows. */
async function typed(keys: string, given: Partial<InitAnswers> = {}) {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true });
  const shown = text(output);
  input.write(keys);
  const answers = await askAnswers(given, { input, output });
  output.end();
  return { answers, shown: stripVTControlCharacters(await shown) };
}

const examples = { region: 'eu-west-1', dataAccount: '111111111111', partnerAccount: '222222222222' };

describe('keyhole init on a terminal', () => {
  test('asks three questions, and takes the example for Enter', async () => {
    const { answers, shown } = await typed('\r\r\r');
    expect(answers).toEqual(examples);
    expect(shown).toMatch(/^Enter takes the value in parentheses\.\r?\n/);
    for (const question of ['Region (eu-west-1): ', '(111111111111): ', '(222222222222): '])
      expect(shown).toContain(question);
  });

  test('takes answers that are pasted at once', async () => {
    const { answers } = await typed(' us-east-1 \r333333333333\r444444444444\r');
    expect(answers).toEqual({
      region: 'us-east-1',
      dataAccount: '333333333333',
      partnerAccount: '444444444444',
    });
  });

  test('asks for what no option gives', async () => {
    const { answers, shown } = await typed('\r', { region: 'us-east-1', dataAccount: '333333333333' });
    expect(answers).toEqual({ ...examples, region: 'us-east-1', dataAccount: '333333333333' });
    expect(shown).not.toContain('Region');
  });

  test('asks again after an answer that cannot be, and says why', async () => {
    const { answers, shown } = await typed('Ireland\r\r12\r333333333333\r333333333333\r\r');
    expect(answers).toEqual({ ...examples, dataAccount: '333333333333' });
    expect(shown).toContain('"Ireland" must have the form of eu-west-1');
    expect(shown).toContain('"12" must have the form of 111111111111');
    expect(shown).toContain('both accounts are 333333333333: give two different ids');
  });

  test.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('gives no answers after %s', async (_, key) => {
    const { answers } = await typed(`us-east-1\r${key}`);
    expect(answers).toBeUndefined();
  });
});
