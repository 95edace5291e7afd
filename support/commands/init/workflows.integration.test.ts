import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { describeWithClient } from '../../gateway/proof/real-clients/with-client.ts';
import { projectRoot } from '../../node/own-file.ts';

const actionlint = {
  name: 'actionlint',
  variable: 'KEYHOLE_ACTIONLINT',
  command: 'actionlint',
  probe: ['--version'],
};

describeWithClient(actionlint, (command) => {
  test.each(['.github/workflows/ci.yml', 'template/.github/workflows/access.yml'])(
    'finds nothing wrong with %s',
    (file) => {
      const { status, stdout } = spawnSync(command, ['-no-color', file], {
        cwd: projectRoot,
        encoding: 'utf8',
      });
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    },
  );
});
