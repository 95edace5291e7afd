import { describe, expect, test } from '@jest/globals';
import {
  allowing,
  keyPolicy,
  policyOf,
  trustsLambda,
  twoAccounts,
  WrittenScenario,
} from '../testing/written-scenario.ts';

const written = new WrittenScenario();
const START = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:prod/api-key';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111111111111:table/acme-orders';

const YAML = `${twoAccounts}keys:
  data: { account: data, policy: key.json }
roles:
  reader:
    account: data
    trust: trust.json
    assumedBy: { service: lambda.amazonaws.com }
    policies: [reader.json]
tables:
  orders: { account: data, tableName: acme-orders, policy: table.json }
secrets:
  api-key:
    account: data
    secretName: prod/api-key
    policy: secret.json
    value: not-for-messages
`;
const WITH_ARN = `${YAML}    arn: ${START}-AbCdEf\n`;

function write({ yaml = YAML, Resource = '*' }: { readonly yaml?: string; readonly Resource?: string } = {}) {
  const reader = { Effect: 'Allow', Principal: { AWS: '{{roles.reader.arn}}' }, Resource: '*' };
  written.write({
    'own/scenario.yaml': yaml,
    'own/key.json': keyPolicy,
    'own/trust.json': trustsLambda,
    'own/reader.json':
      Resource === '*' ? allowing('dynamodb:GetItem') : policyOf({ Effect: 'Deny', Action: '*', Resource }),
    'own/table.json': policyOf({ ...reader, Action: 'dynamodb:GetItem', Resource: '{{tables.orders.arn}}' }),
    'own/secret.json': policyOf({ ...reader, Action: 'secretsmanager:GetSecretValue' }),
  });
}

test('a table has the partition key id unless another is given, and attributes hold text unless typed', () => {
  write({ yaml: YAML.replace('acme-orders,', 'acme-orders, sortKey: { name: placed, type: N },') });
  expect(written.load().document.tables.orders).toMatchObject({
    partitionKey: { name: 'id', type: 'S' },
    sortKey: { name: 'placed', type: 'N' },
  });
});

describe('a usual mistake is refused where it stands:', () => {
  test.each<[string, string, string, RegExp]>([
    [
      'an account that is none',
      'account: data, tableName',
      'account: date, tableName',
      /scenario\.yaml:13:\d+: tables\.orders\.account: there is no account "date"/,
    ],
    ['a short table name', 'acme-orders', 'ab', /tables\.orders\.tableName: must be the name of a table/],
    ['no table name', ', tableName: acme-orders', '', /tables\.orders\.tableName: is missing/],
    [
      'a misspelt member',
      'tableName',
      'tabelName',
      /tabelName: there is no such member; did you mean "tableName"/,
    ],
    [
      'an unknown type of attribute',
      'acme-orders,',
      'acme-orders, sortKey: { name: at, type: number },',
      /tables\.orders\.sortKey\.type/,
    ],
    [
      'a missing policy',
      'policy: table.json',
      'policy: tables.json',
      /the file tables\.json does not exist; did you mean "table\.json"/,
    ],
    [
      'a secret name with a space',
      'prod/api-key',
      'prod api key',
      /secrets\.api-key\.secretName: must be the name of a secret/,
    ],
    [
      'a value that is a number',
      'not-for-messages',
      '81726354',
      /secrets\.api-key\.value: must be text: put it in quotes/,
    ],
    [
      'the ARN of another secret',
      '    value',
      `    arn: ${START}s-AbCdEf\n    value`,
      /secrets\.api-key\.arn: names another account, region or secret: the ARN of this secret begins with \S+prod\/api-key-/,
    ],
    [
      'an ARN without its end',
      '    value',
      `    arn: ${START}\n    value`,
      /secrets\.api-key\.arn: must be the ARN of a secret with its six last characters/,
    ],
    [
      'a resource policy without a principal',
      'policy: table.json',
      'policy: reader.json',
      /reader\.json\S*: this is not a resource policy of a table/,
    ],
  ])('%s', (_, from, to, message) => {
    const yaml = YAML.replace(from, to);
    write({ yaml });
    const fault = written.fault();
    expect(fault).toMatch(message);
    expect(fault).not.toMatch(/not-for-messages|81726354/);
  });
});

describe('the end of a secret’s ARN, which Secrets Manager chooses, cannot be guessed:', () => {
  test.each<[string, string, string, RegExp]>([
    [
      'an ARN that may be the secret',
      YAML,
      `${START}-AbCdEf`,
      /may be the secret api-key of the scenario: add the ARN/,
    ],
    ['a part of the end', YAML, `${START}-Ab*`, /may be the secret api-key of the scenario/],
    ['a part of the end that is given', WITH_ARN, `${START}-Ab????`, /matches part of a secret's ARN/],
    [
      'a region with a wildcard',
      YAML,
      `${START.replace('eu-west-1', '*')}-AbCdEf`,
      /may be the secret api-key/,
    ],
  ])('%s is refused', (_, yaml, Resource, message) => {
    write({ yaml, Resource });
    expect(written.fault()).toMatch(message);
  });

  test.each<[string, string, string]>([
    ['question marks', YAML, `${START}-??????`],
    ['a star', YAML, `${START}-*`],
    ['a placeholder', YAML, '{{secrets.api-key.arn}}'],
    ['the ARN that scenario.yaml gives', WITH_ARN, `${START}-AbCdEf`],
    ['a pattern that the given ARN does not match', WITH_ARN, `${START}-db*`],
    ['a secret of a longer name', YAML, `${START}-europe-??????`],
    ['a table', YAML, TABLE],
    ['an index of a table', YAML, `${TABLE}/index/by-customer`],
    ['a table by a pattern', YAML, `${TABLE.slice(0, -3)}*`],
  ])('%s is taken without a warning', (_, yaml, Resource) => {
    write({ yaml, Resource });
    expect(written.load().warnings).toEqual([]);
  });

  test.each<[string, string, string, RegExp]>([
    [
      'an ARN without its end',
      YAML,
      START,
      /lacks the six last characters .* write "\S+-\?{6}", or \{\{secrets\.api-key\.arn\}\}/,
    ],
    [
      'another end than the given one',
      WITH_ARN,
      `${START}-ZzZzZz`,
      /is not the secret api-key of the scenario, whose ARN is \S+-AbCdEf/,
    ],
    [
      'a misspelt table',
      YAML,
      TABLE.replace('orders', 'order'),
      /is no table of the scenario; did you mean "\S+acme-orders"/,
    ],
    [
      'a misspelt secret',
      YAML,
      `${START.replace('api', 'apy')}-AbCdEf`,
      /is no secret of the scenario; did you mean/,
    ],
  ])('%s is warned of', (_, yaml, Resource, warning) => {
    write({ yaml, Resource });
    expect(written.load().warnings).toEqual([expect.stringMatching(warning)]);
  });
});
