import { spawnSync } from 'node:child_process';
import { describe, test } from '@jest/globals';

/** For tests: a client that may be on this machine. */
export interface InstallableClient {
  /** As the tests' names say it: `the AWS CLI`. */
  readonly name: string;
  /** The environment variable with its path, if it is not on PATH. */
  readonly variable: string;
  readonly command: string;
  /** Arguments with which it succeeds if it can be used at all. */
  readonly probe: readonly string[];
  /** Names a missing part besides the command, with its variable; undefined if all are there. */
  readonly missing?: () => string | undefined;
  /** The variable that demands it; KEYHOLE_REQUIRE_CLIENTS if absent. */
  readonly demandedBy?: string;
}

/**
 * For tests: describes tests that need a client of AWS. If the client is missing, they are skipped under a
 * name that says why; with KEYHOLE_REQUIRE_CLIENTS=1, or the variable of the client, they fail.
 */
export function describeWithClient(client: InstallableClient, tests: (command: string) => void): void {
  const command = process.env[client.variable] ?? client.command;
  const runs = spawnSync(command, client.probe, { stdio: 'ignore' }).status === 0;
  const how = runs
    ? client.missing?.()
    : `${[command, ...client.probe].join(' ')}: install it, or name it in ${client.variable}`;
  if (how === undefined) {
    describe(client.name, () => tests(command));
    return;
  }
  const { demandedBy = 'KEYHOLE_REQUIRE_CLIENTS' } = client;
  if (process.env[demandedBy] === '1') {
    test(`${client.name} is installed`, () => {
      throw new Error(`${demandedBy}=1, but this does not run: ${how}`);
    });
    return;
  }
  test.skip(`${client.name} is not tested, since this does not run: ${how}`, () => {});
}
