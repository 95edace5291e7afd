import { expect, test } from '@jest/globals';
import {
  recordedExample,
  recordedFeature,
  recordedScenario,
  sampleRecord,
} from '../testing/sample-record.ts';
import { patternOfScenario } from './pattern-of-scenario.ts';
import { siteOf } from './site-of.ts';

/** The pattern of the sample's scenario, if features of some folders run on it. */
function patternWith(...folders: readonly string[]): string | undefined {
  const features = folders.map((folder) =>
    recordedFeature([recordedExample()], { file: `features/${folder}/reading.feature` }),
  );
  const site = siteOf([sampleRecord({ features })], { repeat: '' });
  return patternOfScenario(site, recordedScenario())?.name;
}

test.each([
  [['another', 'exchange'], 'exchange'],
  [['exchange', 'another'], 'exchange'],
  [['first', 'second'], 'first'],
  [[], undefined],
])('of %j is %s', (folders, expected) => {
  expect(patternWith(...folders)).toBe(expected);
});
