import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { blockOf, pageBlocks } from './client-page.ts';

const folder = new URL('../', import.meta.url);
const suites = globSync('*.test.ts', { cwd: folder })
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

describe('the page of the clients', () => {
  const blocks = pageBlocks().map(({ heading, language }) => [heading, language] as const);

  test('has blocks', () => {
    expect(blocks.length).toBeGreaterThan(10);
  });

  test.each(blocks)('has one block of %s in %s, which a suite runs', (heading, language) => {
    expect(() => blockOf(heading, language)).not.toThrow();
    expect(suites).toContain(`blockOf('${heading}', '${language}'`);
  });

  test('gives a block with the address and the files of another lab', () => {
    const address = blockOf('rclone', 'ini', 'http://127.0.0.1:1');
    expect(address).toContain('endpoint = http://127.0.0.1:1\n');
    expect(blockOf('Act as a principal', 'sh', 'http://127.0.0.1:1')).toContain('.cache/lab/1/config');
  });

  test('gives no block that is not there', () => {
    expect(() => blockOf('rclone', 'java')).toThrow('CLIENTS.md has 0 blocks of java below "rclone"');
  });
});
