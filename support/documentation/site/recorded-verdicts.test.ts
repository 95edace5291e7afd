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
      ['failed', 'failed'],
    ]);
  });

  test('have their own results, lines and outcomes if nothing but their lines tells them apart', () => {
    const first = { ...rowWith(10, 'passed', {}), outcomes: ['E01'] };
    const second = { ...rowWith(20, 'failed', {}), outcomes: ['E02'] };
    expect(verdictsOf(first, second)).toEqual([
      ['passed', 'holds'],
      ['failed', 'failed'],
    ]);
    const record = sampleRecord({ features: [recordedFeature([first, second])] });
    const { examples } = siteOf([record], { repeat: 'npm run spec' });
    expect(examples.map(({ line, outcomes }) => [line, ...outcomes])).toEqual([
      [10, 'E01'],
      [20, 'E02'],
    ]);
  });

  test('are all there if shards of one commit have one each', () => {
    const shards = [rowWith(10, 'passed', {}), rowWith(20, 'failed', {})].map((row) => {
      const record = sampleRecord({ features: [recordedFeature([row])] });
      return { ...record, run: { ...record.run, commit: { id: 'c'.repeat(40), changed: false } } };
    });
    const { examples } = siteOf(shards, { repeat: 'npm run spec' });
    expect(examples.map(({ line, verdict }) => [line, verdict])).toEqual([
      [10, 'passed'],
      [20, 'failed'],
    ]);
  });
});
