import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, test } from '@jest/globals';
import { inTemporaryFolder } from '../commands/testing/in-folder.ts';
import { describeWithClient } from '../gateway/proof/real-clients/with-client.ts';
import { blockOf } from './page/client-page.ts';
import { type ClientLab, startClientLab } from './testing/client-lab.ts';
import { sessionParts, writeSessionFiles } from './testing/session.ts';

const s3cmd = { name: 's3cmd', variable: 'KEYHOLE_S3CMD', command: 's3cmd', probe: ['--version'] };

describeWithClient(s3cmd, (command) => {
  const folder = inTemporaryFolder();
  let lab: ClientLab;

  beforeAll(async () => {
    lab = await startClientLab(folder(), { s3cmd: command });
    writeFileSync('s3cfg', blockOf('s3cmd', 'ini', lab.endpoint));
    writeSessionFiles(folder());
  });
  afterAll(() => lab.end());

  test('does what the page shows', () => lab.play(blockOf('s3cmd', 'console', lab.endpoint)));

  test.each(sessionParts('s3cmd'))('%s', (_, transcript) => lab.play(transcript, 'outsider'));
});
