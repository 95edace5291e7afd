import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, test } from '@jest/globals';
import { inTemporaryFolder } from '../commands/testing/in-folder.ts';
import { describeWithClient } from '../gateway/proof/real-clients/with-client.ts';
import { blockOf } from './page/client-page.ts';
import { type ClientLab, startClientLab } from './testing/client-lab.ts';
import { sessionParts, writeSessionFiles } from './testing/session.ts';

const rclone = { name: 'rclone', variable: 'KEYHOLE_RCLONE', command: 'rclone', probe: ['version'] };

describeWithClient(rclone, (command) => {
  const folder = inTemporaryFolder();
  let lab: ClientLab;

  beforeAll(async () => {
    lab = await startClientLab(folder(), { rclone: command });
    writeFileSync('rclone.conf', blockOf('rclone', 'ini', lab.endpoint));
    writeSessionFiles(folder());
  });
  afterAll(() => lab.end());

  test('does what the page shows', () => lab.play(blockOf('rclone', 'console', lab.endpoint)));

  test.each(sessionParts('rclone'))('%s', (_, transcript) => lab.play(transcript, 'outsider'));
});
