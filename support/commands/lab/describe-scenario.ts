import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';

/** A thing of a scenario: its kind, its name in scenario.yaml, its account's name, and its name in AWS. */
type Row = readonly [kind: string, name: string, account: string, inAws: string];

/**
 * Describes a provisioned scenario line by line: accounts, keys, buckets, access points, tables, secrets, and VPC endpoints. An access
 * point has a second line with its alias, which works as a bucket's name.
 */
export function describeScenario(provisioned: ProvisionedScenario): readonly string[] {
  const { title, region, accounts, organization, keys, buckets, accessPoints, tables, secrets, endpoints } =
    provisioned.scenario.document;
  const inAccount = (placeholder: string) => provisioned.value(placeholder).split(':').slice(5).join(':');
  const rows: readonly Row[] = [
    ...rowsOf('key', keys, (name) => inAccount(`keys.${name}.arn`)),
    ...rowsOf('bucket', buckets, (_, { bucketName }) => `s3://${bucketName}`),
    ...Object.entries(accessPoints).flatMap(([name, { account }]): Row[] => [
      ['point', name, account, inAccount(`accessPoints.${name}.arn`)],
      ...aliasRows(provisioned.values[`accessPoints.${name}.alias`]),
    ]),
    ...rowsOf('table', tables, (name) => inAccount(`tables.${name}.arn`)),
    ...rowsOf('secret', secrets, (name) => inAccount(`secrets.${name}.arn`)),
    ...Object.entries(endpoints).map(
      ([name, { id, vpc }]): Row => ['endpoint', name, vpc, `bucket.${id}.localhost`],
    ),
  ];
  const widths = [10, 1, 2].map((least, column) =>
    column === 0 ? least : Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)) + 2,
  );
  return [
    `  ${title}, ${region}`,
    ...accountLines(accounts),
    ...(organization === undefined ? [] : [`  ${'in'.padEnd(10)}organization ${organization.id}`]),
    ...rows.map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('')}`.trimEnd(),
    ),
  ];
}

function aliasRows(alias: string | undefined): readonly Row[] {
  return alias === undefined ? [] : [['', '', '', `s3://${alias}`]];
}

/** The accounts with their ids, as many on a line as fit. */
function accountLines(accounts: Readonly<Record<string, string>>): readonly string[] {
  const text = Object.entries(accounts).map(([name, id]) => `${name.replaceAll(' ', '\u00a0')}\u00a0${id}`);
  return wrapLines(text.join(', '), outputWidth() - 12).map(
    (line, index) => `  ${(index === 0 ? 'accounts' : '').padEnd(10)}${line.replaceAll('\u00a0', ' ')}`,
  );
}

function rowsOf<Item extends { readonly account: string }>(
  kind: string,
  items: Readonly<Record<string, Item>>,
  inAws: (name: string, item: Item) => string,
): readonly Row[] {
  return Object.entries(items).map(([name, item]) => [kind, name, item.account, inAws(name, item)]);
}
