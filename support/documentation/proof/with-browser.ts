import { existsSync } from 'node:fs';
import { describe, test } from '@jest/globals';

/**
 * For tests: describes tests that need a Chromium, and gives them its path. If there is none, they are skipped under a name
 * that says why; with KEYHOLE_REQUIRE_BROWSER=1 they fail.
 */
export function describeWithBrowser(name: string, tests: (executable: string) => void): void {
  const executable = process.env.KEYHOLE_CHROMIUM ?? '/usr/bin/chromium';
  if (existsSync(executable)) {
    describe(name, () => tests(executable));
    return;
  }
  const how = `${executable} does not exist: install Debian's package chromium, or name a Chromium in KEYHOLE_CHROMIUM`;
  if (process.env.KEYHOLE_REQUIRE_BROWSER === '1') {
    test(`${name}: a browser is installed`, () => {
      throw new Error(`KEYHOLE_REQUIRE_BROWSER=1, but ${how}`);
    });
    return;
  }
  test.skip(`${name}: not tested, since ${how}`, () => {});
}
