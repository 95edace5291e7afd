import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { RunRecord } from '../../../documentation/record/run-record.ts';
import { dockerOrTold } from '../../../stores/localstack/testing/docker-or-told.ts';
import { runLabel } from '../../../stores/localstack/watchdog.ts';
import { keyhole } from '../../testing/run-keyhole.ts';

process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';

((await dockerOrTold()) ? describe : describe.skip)('keyhole spec --parallel before containers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-parallel-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const verdicts = (file: string) => {
    const { features }: RunRecord = JSON.parse(readFileSync(file, 'utf8'));
    return features.flatMap(({ rules }) =>
      rules.flatMap(({ examples }) => examples.map(({ name, verdict }) => [name, verdict])),
    );
  };

  async function containersLeft() {
    const { getContainerRuntimeClient } = await import('testcontainers');
    const { container } = await getContainerRuntimeClient();
    return await container.dockerode.listContainers({ all: true, filters: { label: [runLabel] } });
  }

  test('each process has a container of its own, the report tells their times, and none is left', async () => {
    const feature = 'features/key-arn-gotcha/whose-key.feature';
    const file = (name: string) => join(folder, `${name}.json`);
    const before = (await containersLeft()).map(({ Id }) => Id);
    const embedded = await keyhole('spec', feature, '--quiet', '--run', file('embedded'));
    const parallel = await keyhole(
      'spec',
      feature,
      '--quiet',
      '--run',
      file('parallel'),
      '--backend',
      'localstack',
      '--parallel',
      '2',
    );
    expect([embedded.exitCode, parallel.exitCode, parallel.stderr]).toEqual([0, 0, '']);
    expect(verdicts(file('parallel'))).toEqual(verdicts(file('embedded')));
    expect(parallel.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /in 2 processes together: [\d.]+ s until the store answered, [\d.]+ s to provision scenarios \d+ times/,
    );
    expect((await containersLeft()).filter(({ Id }) => !before.includes(Id))).toEqual([]);
  });
});
