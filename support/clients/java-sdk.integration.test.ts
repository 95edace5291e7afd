import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTemporaryFolder } from '../commands/testing/in-folder.ts';
import { run } from '../gateway/proof/real-clients/client-process.ts';
import { describeWithClient } from '../gateway/proof/real-clients/with-client.ts';
import { blockOf } from './page/client-page.ts';
import { type ClientLab, startClientLab } from './testing/client-lab.ts';
import { describeSdkChecks } from './testing/sdk-checks.ts';

/** The folder of the SDK's jars, which Maven copies there by `java/pom.xml`: no test downloads them. */
const jars = process.env.KEYHOLE_JAVA_JARS ?? '';
const java = {
  name: 'The SDK for Java',
  variable: 'KEYHOLE_JAVA',
  command: 'java',
  probe: ['-version'],
  missing: () =>
    jars !== '' && existsSync(jars)
      ? undefined
      : 'the jars of the SDK: copy them by support/clients/java/pom.xml, and name their folder in KEYHOLE_JAVA_JARS',
};
const source = fileURLToPath(new URL('java/Clients.java', import.meta.url));

describeWithClient(java, (command) => {
  const folder = inTemporaryFolder();
  let lab: ClientLab;
  let printed = '';

  beforeAll(async () => {
    lab = await startClientLab(folder());
    appendFileSync(lab.files.AWS_CONFIG_FILE, blockOf('Act as a principal', 'ini', lab.endpoint));
    const env = { ...(await lab.environmentOf()), ...lab.files, AWS_PROFILE: 'outsider' };
    const words = ['-cp', join(jars, '*'), source, 'java-bucket'];
    const { stdout, stderr, exitCode } = await run(command, words, { cwd: folder(), env });
    printed = exitCode === 0 ? stdout : stderr;
  });
  afterAll(() => lab.end());

  describeSdkChecks(() => printed);

  test('is set up as the page shows', () => {
    const code = readFileSync(source, 'utf8').replaceAll(/^ +/gm, '');
    expect(code).toContain(blockOf('SDK for Java', 'java'));
  });
});
