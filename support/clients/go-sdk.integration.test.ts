import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTemporaryFolder } from '../commands/testing/in-folder.ts';
import { run } from '../gateway/proof/real-clients/client-process.ts';
import { describeWithClient } from '../gateway/proof/real-clients/with-client.ts';
import { blockOf } from './page/client-page.ts';
import { type ClientLab, startClientLab } from './testing/client-lab.ts';
import { describeSdkChecks } from './testing/sdk-checks.ts';

const go = { name: 'The SDK for Go', variable: 'KEYHOLE_GO', command: 'go', probe: ['version'] };
const source = fileURLToPath(new URL('go/', import.meta.url));

describeWithClient(go, (command) => {
  const folder = inTemporaryFolder();
  let lab: ClientLab;
  let printed = '';

  beforeAll(async () => {
    const program = join(folder(), 'go-client');
    // The home folder of this machine has the modules and the compiled packages of an earlier build.
    const env = { ...process.env, GOFLAGS: '-mod=readonly -buildvcs=false' } as Record<string, string>;
    const built = await run(command, ['build', '-o', program, '.'], { cwd: source, env });
    expect(`${built.exitCode} ${built.stderr}`.trim()).toMatch(/^0/);
    lab = await startClientLab(folder());
    appendFileSync(lab.files.AWS_CONFIG_FILE, blockOf('Act as a principal', 'ini', lab.endpoint));
    const own = { ...(await lab.environmentOf()), ...lab.files, AWS_EC2_METADATA_DISABLED: 'true' };
    const { stdout, stderr, exitCode } = await run(program, ['go-bucket'], { cwd: folder(), env: own });
    printed = exitCode === 0 ? stdout : stderr;
  });
  afterAll(() => lab.end());

  describeSdkChecks(() => printed);

  test('is set up as the page shows', () => {
    const code = readFileSync(join(source, 'main.go'), 'utf8').replaceAll(/^\t+/gm, '');
    expect(code).toContain(blockOf('SDK for Go', 'go'));
  });
});
