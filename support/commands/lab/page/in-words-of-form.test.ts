import { expect, test } from '@jest/globals';
import { startLab } from '../../../gateway/serving/lab.ts';
import { namesAndSources } from '../../../scenario/cast/names-and-sources.ts';
import { scenarioNamed } from '../../../scenario/document/documented-scenarios.ts';
import { playScenario } from '../play-scenario.ts';
import { RequestsOfLab } from './requests-of-lab.ts';
import { whatIfOfPage } from './what-if-of-page.ts';

test('no mistake in a what-if is told in the words of a command line', async () => {
  await using lab = await startLab();
  const played = await playScenario(scenarioNamed('write-only-bucket'), lab, {
    quotas: {},
    facts: (around) => around,
  });
  const requests = new RequestsOfLab(
    () => lab.decisionLog,
    () => namesAndSources(played.provisioned),
  );
  const asked = {
    ...{ principal: 'the transfer role', action: 'kms:Decrypt', resource: 'the shared key' },
    ...{ viaS3: false, context: [], without: [] },
  };
  const mistakes = await Promise.all(
    [
      { principal: 'the absent role' },
      { principal: 'arn:aws:iam::111111111111:role/absent' },
      { principal: '' },
      { action: 'kms:Decript' },
      { action: '' },
      { resource: 'the absent key' },
      { resource: '' },
      { action: 's3:GetObject', resource: 'write-only/a', viaS3: true },
      { context: ['aws:SourceIp'] },
      { context: ['aws:SourceIpp=1'] },
      { context: ['aws:SourceVpc=vpc-1'] },
      { context: ['aws:SourceIp=192.0.2.1'], without: ['aws:SourceIp'] },
      { principal: 'ec2.amazonaws.com' },
    ].map(async (more) => {
      const answer = await whatIfOfPage({ ...asked, ...more }, played, requests);
      return 'mistake' in answer ? answer.mistake : `${JSON.stringify(more)} is no mistake`;
    }),
  );
  expect(mistakes.filter((mistake) => /--|is no mistake/.test(mistake))).toEqual([
    expect.stringContaining('ask keyhole decide with --through'),
  ]);
});
