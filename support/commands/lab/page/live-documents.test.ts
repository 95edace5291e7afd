import { expect, test } from '@jest/globals';
import type { StatementReference } from '../../../authorization/terms/decision.ts';
import { startLab } from '../../../gateway/serving/lab.ts';
import { namesAndSources } from '../../../scenario/cast/names-and-sources.ts';
import { scenarioNamed } from '../../../scenario/document/documented-scenarios.ts';
import { playScenario } from '../play-scenario.ts';
import { LiveDocuments } from './live-documents.ts';

async function documentsOfLab() {
  await using lab = await startLab();
  const { provisioned } = await playScenario(scenarioNamed('write-only-bucket'), lab, {
    quotas: {},
    facts: (around) => around,
  });
  const describing = namesAndSources(provisioned);
  const documents = new LiveDocuments(() => describing, provisioned);
  const arn = provisioned.value('keys.shared.arn');
  const statement = (document: string, index = 1): StatementReference => ({
    ...{ policy: `the key policy of ${arn}`, layer: 'key policy', effect: 'Allow' },
    ...{ index, document },
  });
  return { documents, statement, written: provisioned.policy('added/key-policy.json') };
}

test('a document of the scenario has its file', async () => {
  const { documents, statement, written } = await documentsOfLab();
  expect(documents.describing.sources(statement(written))).toEqual({
    file: 'scenarios/write-only-bucket/added/key-policy.json',
    line: 11,
  });
});

test('a changed document has the text that was decided on, and a line in that text', async () => {
  const { documents, statement, written } = await documentsOfLab();
  const text = written.replace('{\n', '{\n\n\n');
  const source = documents.describing.sources(statement(text));
  expect(source).toEqual({ file: expect.stringMatching(/^lab\/[0-9a-f]{16}\.json$/), line: 13 });
  expect(documents.find(source?.file ?? '')).toMatchObject({
    text,
    policy: 'the key policy of the shared key',
  });
  expect(documents.find('lab/0.json')).toBeUndefined();
});

test('the oldest of many documents are forgotten', async () => {
  const { documents, statement } = await documentsOfLab();
  const sourceOf = (number: number) =>
    documents.describing.sources(statement(`{"Statement": [{"Sid": "${number}"}]}`, 0))?.file ?? '';
  const first = sourceOf(0);
  for (let number = 1; number <= 500; number += 1) sourceOf(number);
  expect(documents.find(first)).toBeUndefined();
  expect(documents.find(sourceOf(500))).toBeDefined();
});
