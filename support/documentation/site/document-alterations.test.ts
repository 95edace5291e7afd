import { expect, test } from '@jest/globals';
import {
  recordedExample,
  recordedFeature,
  recordedScenario,
  recordedStep,
  sampleRecord,
} from '../testing/sample-record.ts';
import { alterationsOf } from './document-alterations.ts';
import { siteOf } from './site-of.ts';

/** The steps that are about the only document of a scenario, with the Sids that they take out. */
function found(step: string, use: string): readonly string[] {
  const [document] = recordedScenario().documents;
  const documents = document === undefined ? [] : [{ ...document, uses: [use] }];
  const features = [recordedFeature([recordedExample({ steps: [recordedStep('Given', step)] })])];
  const scenarios = [recordedScenario({ documents })];
  const site = siteOf([sampleRecord({ scenarios, features })], { repeat: '' });
  return [...site.documents.values()].flatMap((one) =>
    alterationsOf(site, one).map(({ step: text, lacks }) => `${text} (${[...lacks].join() || '-'})`),
  );
}

test.each([
  ['the key policy of the shared key is "Key policy"', '-'],
  ['the key policy of the shared key lacks "Write"', '1'],
])('finds the document that a step names: %s', (step, lacks) => {
  expect(found(step, 'the key policy of the shared key')).toEqual([`${step} (${lacks})`]);
});

test('finds a policy that a principal lacks', () => {
  const step = 'the writer role lacks its policy "KMSaccess"';
  expect(found(step, 'the inline policy "KMSaccess" of the writer role')).toEqual([`${step} (-)`]);
});

test('takes the facts of a record that tells them, whatever the words of the step', () => {
  const [document] = recordedScenario().documents;
  const text = JSON.stringify({ Statement: JSON.parse(document?.text ?? '').Statement.slice(1) });
  const changes = [{ step: 0, policy: 'the key policy of the shared key', file: document?.file, text }];
  const steps = [recordedStep('Given', 'a door is open'), recordedStep('Given', 'the key is "Key policy"')];
  const features = [recordedFeature([recordedExample({ steps, changes })])];
  const site = siteOf([sampleRecord({ version: 2, features })], { repeat: '' });
  const [own] = site.documents.values();
  const found = own === undefined ? [] : alterationsOf(site, own);
  expect(found.map(({ step, lacks }) => [step, [...lacks]])).toEqual([['a door is open', [1]]]);
});

test('leaves out other quoted texts', () => {
  expect(found('the writer role uploads "hello.txt"', 'the key policy of the shared key')).toEqual([]);
});
