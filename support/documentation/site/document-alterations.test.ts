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

test('leaves out other quoted texts', () => {
  expect(found('the writer role uploads "hello.txt"', 'the key policy of the shared key')).toEqual([]);
});
