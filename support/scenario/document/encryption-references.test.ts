import { describe, expect, test } from '@jest/globals';
import { keyPolicy, twoAccounts, WrittenScenario } from '../testing/written-scenario.ts';

const written = new WrittenScenario();

/** Writes a scenario with one bucket, table and secret, each on the line after its kind, with an encryption. */
function write(encryption: string): void {
  const yaml = `${twoAccounts}keys: { reports: { account: data, alias: alias/reports, policy: key.json } }
buckets:
  reports: { account: data, bucketName: acme-reports, encryption: ${encryption} }
tables:
  orders: { account: data, tableName: acme-orders, encryption: ${encryption} }
secrets:
  api-key: { account: data, secretName: api-key, encryption: ${encryption} }
`;
  written.write({ 'own/scenario.yaml': yaml, 'own/key.json': keyPolicy });
}

describe('the encryption of a bucket, a table or a secret', () => {
  test('with an unknown placeholder is refused by line, with the nearest one', () => {
    write('"{{keys.report.arn}}"');
    const lines = written.fault().split('\n');
    const message =
      'the placeholder {{keys.report.arn}} is not defined; did you mean "keys.reports.arn"? Known: accounts.data.id,';
    expect(lines).toEqual([
      expect.stringMatching(/^invalid-document: .*own\/scenario\.yaml:6:67: buckets\.reports\.encryption: /),
      expect.stringMatching(/own\/scenario\.yaml:8:64: tables\.orders\.encryption: /),
      expect.stringMatching(/own\/scenario\.yaml:10:62: secrets\.api-key\.encryption: /),
    ]);
    expect(lines.filter((line) => !line.includes(message))).toEqual([]);
  });

  test.each(['"{{keys.reports.arn}"', '"{keys.reports.arn}"', '"{{keys.reports.arn"'])(
    'as %s, which is no placeholder, is refused',
    (encryption) => {
      write(encryption);
      expect(written.fault()).toMatch(
        /:6:67: buckets\.reports\.encryption: has a brace, and no key does: a placeholder looks like \{\{keys\.reports\.arn\}\}\n/,
      );
    },
  );

  test.each([
    '"{{keys.reports.arn}}"',
    '"{{ keys.reports.aliasArn }}"',
    '"arn:aws:kms:{{region}}:{{accounts.data.id}}:alias/reports"',
    'alias/reports',
    'aws:kms',
  ])('as %s is taken', (encryption) => {
    write(encryption);
    expect(written.load().warnings).toEqual([]);
  });

  test('cannot be the ARN of a secret, which is created later', () => {
    write('"{{secrets.api-key.arn}}"');
    expect(written.fault()).toMatch(/:6:67: .*the placeholder \{\{secrets\.api-key\.arn\}\} is not defined/);
  });
});
