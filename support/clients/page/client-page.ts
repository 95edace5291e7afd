import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../node/own-file.ts';

/** For tests: a fenced block of CLIENTS.md. */
export interface PageBlock {
  /** The heading above it, such as `rclone`. */
  readonly heading: string;
  /** Such as `console`. */
  readonly language: string;
  readonly text: string;
}

/** The address of the lab on the page: that of a lab whose port was free. */
const ADDRESS = '127.0.0.1:4566';
const FOLDER = '.cache/lab/4566';

/** For tests: all blocks of CLIENTS.md, in order. */
export function pageBlocks(): readonly PageBlock[] {
  const lines = readFileSync(join(projectRoot, 'CLIENTS.md'), 'utf8').split('\n');
  const blocks: PageBlock[] = [];
  let heading = '';
  let open: { language: string; lines: string[] } | undefined;
  for (const line of lines) {
    if (open === undefined) {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
      const language = /^```(\w+)$/.exec(line)?.[1];
      if (language !== undefined) open = { language, lines: [] };
    } else if (line === '```') {
      blocks.push({ heading, language: open.language, text: `${open.lines.join('\n')}\n` });
      open = undefined;
    } else open.lines.push(line);
  }
  return blocks;
}

/** For tests: the block of a language below a heading, for a lab at an endpoint. Throws if there is not exactly one. */
export function blockOf(heading: string, language: string, endpoint = `http://${ADDRESS}`): string {
  const found = pageBlocks().filter((block) => block.heading === heading && block.language === language);
  const [block, ...more] = found;
  if (block === undefined || more.length > 0)
    throw new Error(
      `CLIENTS.md has ${found.length} blocks of ${language} below "${heading}": it must have one`,
    );
  const { host, port } = new URL(endpoint);
  return block.text.replaceAll(ADDRESS, host).replaceAll(FOLDER, `.cache/lab/${port}`);
}
