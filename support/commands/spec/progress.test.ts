import { WriteStream } from 'node:tty';
import { describe, expect, jest, test } from '@jest/globals';
import type { ExampleResult } from './example-result.ts';
import { ProgressLine } from './progress.ts';

const passed: ExampleResult = {
  name: 'The reader reads',
  uri: 'features/a.feature',
  line: 3,
  firstLine: 3,
  outcomes: [],
  status: 'passed',
  seconds: 0.1,
  reasons: [],
  decisions: [],
};

/** The output on a stream that is a terminal of 20 columns, or not a terminal. */
function written(isTTY: boolean, run: (progress: ProgressLine) => void): string {
  const lines: string[] = [];
  const stream: WriteStream = Object.create(WriteStream.prototype, {
    isTTY: { value: isTTY },
    columns: { value: 20 },
    write: { value: jest.fn((text: string) => lines.push(text) > 0) },
  });
  {
    using progress = new ProgressLine(stream);
    run(progress);
  }
  return lines.join('');
}

describe('progress', () => {
  test('is one line of a terminal, there from the start and gone in the end', () => {
    const text = written(true, (progress) => progress.ended(passed, 12));
    expect(text).toBe('  starting\r\x1b[K  1/12 The reader r\r\x1b[K');
  });

  test('is a mark for each example without a terminal', () => {
    const text = written(false, (progress) => {
      progress.ended(passed, 3);
      progress.ended({ ...passed, status: 'failed' }, 3);
      progress.ended({ ...passed, status: 'skipped' }, 3);
    });
    expect(text).toBe('.F-\n');
  });

  test('is nothing if no example ended and there is no terminal', () => {
    expect(written(false, () => undefined)).toBe('');
  });
});
