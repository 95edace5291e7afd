import { globSync, readFileSync } from 'node:fs';
import { ROOT } from './imports.ts';

/** The end of the file name of a suite that needs Docker, an AWS client, a browser or an installed package. */
const INTEGRATION = '.integration.test.ts';

/** Calls by which a suite learns if Docker, a client or a browser is there. */
const ASKS = /\b(?:dockerOrTold|tellMissing|composeCommand|describeWithClient|describeWithBrowser)\(/;

/** A file with tests. */
export interface Suite {
  /** Its path from the root. */
  readonly file: string;
  readonly isIntegration: boolean;
  /** True if its tests ask whether Docker, a client or a browser is there. */
  readonly asks: boolean;
}

/** All suites of the repository. */
export function readSuites(): readonly Suite[] {
  return globSync('{support,steps,scenarios}/**/*.test.ts', { cwd: ROOT }).map((file) => ({
    file,
    isIntegration: file.endsWith(INTEGRATION),
    asks: ASKS.test(readFileSync(new URL(file, ROOT), 'utf8')),
  }));
}
