import { describe, expect, test } from '@jest/globals';
import { companyOfSize, filesOf } from '../../../access/testing/company.ts';
import { decidedMatrix } from '../../../documentation/record/decided-matrix.ts';
import { recordScenario } from '../../../documentation/record/record-scenario.ts';
import { recordedScenario } from '../../../documentation/record/recorded-scenario.ts';
import { redacted } from '../../../documentation/record/redacted.ts';
import { sampleRecord } from '../../../documentation/testing/sample-record.ts';
import { scenarioNamed } from '../../../scenario/document/documented-scenarios.ts';
import { WrittenScenario } from '../../../scenario/testing/written-scenario.ts';
import { decidedMatrixOf, MOST_PRINCIPALS } from './decided-matrix-of.ts';
import { withMatrices } from './with-matrices.ts';

const scenario = scenarioNamed('write-only-bucket');
const recorded = recordedScenario.parse(JSON.parse(JSON.stringify(recordScenario(scenario))));

describe('records with access matrices', () => {
  test('have that of each scenario, with the statements that decide', async () => {
    const { records, leftOut } = await withMatrices([sampleRecord({ scenarios: [recorded] })]);
    const [matrix] = records[0]?.matrices ?? [];
    expect(leftOut).toEqual([]);
    expect(decidedMatrix.parse(matrix)).toEqual(matrix);
    const at = (phrase: string) => matrix?.principals.findIndex((one) => one.phrase === phrase);
    const bucket = matrix?.resources.find(({ phrase }) => phrase === 'the write-only bucket');
    const cell = (who: string, access: string) =>
      bucket?.cells.find((one) => one.principal === at(who) && one.access === access);
    expect(cell('the processing role', 'read')?.result).toBe('allowed');
    const denied = cell('the transfer role', 'read');
    expect(denied).toMatchObject({
      result: 'denied',
      uses: [{ layer: 'key policy', refused: 'kms:Decrypt' }],
    });
    expect(matrix?.statements[denied?.uses[0]?.statements[0] ?? -1]?.source).toEqual({
      file: 'scenarios/write-only-bucket/added/key-policy.json',
      line: expect.any(Number),
    });
    // A second time, nothing is decided anew.
    expect((await withMatrices(records)).records).toEqual(records);
    const account = Object.values(scenario.document.accounts)[0] ?? '';
    expect(JSON.stringify(redacted(records))).not.toContain(account);
  });

  test('have none of a scenario that the folder has in another form, or not at all', async () => {
    const others = [
      { ...recorded, region: 'us-east-1' },
      { ...recorded, name: 'elsewhere' },
    ];
    const record = sampleRecord({ scenarios: others });
    expect(await withMatrices([record])).toEqual({
      records: [record],
      leftOut: [
        'no access matrix for write-only-bucket: the documents here differ from those of the run',
        'no access matrix for elsewhere: scenarios does not have it',
      ],
    });
  });
});

describe('the matrix of a company', () => {
  const written = new WrittenScenario();

  test('has as many principals as pages have room for, and says how many there are', async () => {
    const files = Object.entries(
      filesOf(companyOfSize({ accounts: 4, principals: 25, resources: 4, statements: 2 })),
    );
    written.write(Object.fromEntries(files.map(([path, text]) => [`own/${path}`, text])));
    const matrix = await decidedMatrixOf(written.load());
    expect(matrix.principals).toHaveLength(MOST_PRINCIPALS);
    expect(matrix.principals.at(-1)?.phrase).toBe('anonymous');
    expect(matrix.of?.principals).toBeGreaterThan(90);
  });
});
