import { afterEach, expect, jest, test } from '@jest/globals';
import { tellError } from './warn.ts';

const isTTY = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');

afterEach(() => {
  jest.restoreAllMocks();
  if (isTTY) Object.defineProperty(process.stderr, 'isTTY', isTTY);
  else Reflect.deleteProperty(process.stderr, 'isTTY');
});

/** The text of an error on a terminal, or in a pipe. */
function toldOn(terminal: boolean, message: string): string {
  const written: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  Object.defineProperty(process.stderr, 'isTTY', { value: terminal, configurable: true });
  tellError(message);
  return written.join('');
}

const message = `there is no scenario x; known:\n  ${'a-long-name, '.repeat(12)}end`;

test('an error is wrapped on a terminal, each line under its margin', () => {
  const lines = toldOn(true, message).trimEnd().split('\n');
  expect(lines[0]).toBe('keyhole: there is no scenario x; known:');
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  for (const line of lines.slice(1)) expect(line).toMatch(/^ {2,4}\S/);
});

test('an error stays whole in a pipe', () => {
  expect(toldOn(false, message)).toBe(`keyhole: ${message}\n`);
});
