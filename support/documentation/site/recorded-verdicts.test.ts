import { describe, expect, test } from '@jest/globals';
import { recordedExample, recordedFeature, recordedStep, sampleRecord } from '../testing/sample-record.ts';
import { siteOf } from './site-of.ts';

type Example = ReturnType<typeof recordedExample>;

const verdictsOf = (...examples: readonly Example[]) =>
  siteOf([sampleRecord({ features: [recordedFeature(examples)] })], { repeat: 'npm run spec' }).examples.map(
    ({ verdict, standings }) => [verdict, standings[0]?.verdict],
  );

/** A row of an outline: rows have one name and one text of steps. */
const rowWith = (line: number, verdict: Example['verdict'], more: Partial<Example['steps'][number]>) =>
  recordedExample({ line, verdict, steps: [recordedStep('When', 'the policy is set to:', more)] });

describe('examples of one name and one text', () => {
  test.each<[string, Partial<Example['steps'][number]>, Partial<Example['steps'][number]>]>([
    ['documents', { docString: '{}' }, { docString: '{"Effect": "Allow"}' }],
    ['tables', { table: [['a']] }, { table: [['b']] }],
  ])('have their own results if their %s differ', (_, first, second) => {
    expect(verdictsOf(rowWith(10, 'passed', first), rowWith(20, 'failed', second))).toEqual([
      ['passed', 'holds'],
      ['failed', 'broken'],
    ]);
  });

  test('are as bad as the worst of them if nothing tells them apart', () => {
    const found = verdictsOf(rowWith(10, 'passed', {}), rowWith(20, 'failed', {}));
    expect(found.at(-1)).toEqual(['failed', 'broken']);
  });
});
