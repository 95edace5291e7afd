import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inTemporaryFolder } from '../commands/testing/in-folder.ts';
import { run } from '../gateway/proof/real-clients/client-process.ts';
import { describeWithClient } from '../gateway/proof/real-clients/with-client.ts';
import { blockOf } from './page/client-page.ts';
import { type ClientLab, startClientLab } from './testing/client-lab.ts';
import { partsBeingPlayed, sessionParts, writeSessionFiles } from './testing/session.ts';

const version2 = { name: 'The AWS CLI', variable: 'KEYHOLE_AWS_CLI', command: 'aws', probe: ['--version'] };
const version1 = {
  name: 'Version 1 of the AWS CLI',
  variable: 'KEYHOLE_AWS_CLI_1',
  command: 'aws1',
  probe: ['--version'],
};

/** Tests of any version: the page, and profiles. */
function asThePageSays(command: string) {
  const folder = inTemporaryFolder();
  let lab: ClientLab;

  beforeAll(async () => {
    lab = await startClientLab(folder(), { aws: command });
    writeSessionFiles(folder());
    appendFileSync(lab.files.AWS_CONFIG_FILE, blockOf('Act as a principal', 'ini', lab.endpoint));
  });
  afterAll(() => lab.end());

  test('does what the page shows', () => lab.play(blockOf('AWS CLI', 'console', lab.endpoint)));

  test('acts by a profile of the lab, which has a credential_process', () => actsBy('transfer', 'transfer'));

  /** Requires that a profile acts as a role of the intake account. */
  async function actsBy(profile: string, role: string): Promise<void> {
    const env = { ...(await lab.environmentOf()), ...lab.files };
    // Version 2 reads the address of a profile since 2.13.
    const words = ['--profile', profile, '--endpoint-url', lab.endpoint, 'sts', 'get-caller-identity'];
    const { stdout, stderr } = await run(command, words, { cwd: folder(), env });
    expect(`${stdout}${stderr}`).toContain(`arn:aws:sts::222222222222:assumed-role/${role}/`);
  }
  return { lab: () => lab, actsBy };
}

describeWithClient(version2, (command) => {
  asThePageSays(command);
});

describeWithClient(version1, (command) => {
  const { lab, actsBy } = asThePageSays(command);

  test('acts by a profile with a role and a source profile', () => actsBy('auditor-by-role', 'auditor'));

  describe.each([
    ['does as at AWS', 'outsider', sessionParts('aws-cli')],
    ['is refused as by AWS', 'auditor', sessionParts('aws-cli-denied')],
  ])('%s', (_title, principal, parts) => {
    // Version 2 ends with 254 if AWS refuses, and version 1 with 255.
    const played = partsBeingPlayed(parts, (part) =>
      lab().play(part.replaceAll('(exit code 254)', '(exit code 255)'), principal),
    );

    test.each(parts)('%s', (title) => played(title));
  });
});
