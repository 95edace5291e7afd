import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';

/** Describes a provisioned scenario line by line: accounts, keys, buckets, tables, secrets, roles, users and VPC endpoints. */
export function describeScenario(provisioned: ProvisionedScenario): readonly string[] {
  const { title, region, accounts, organization, keys, buckets, tables, secrets, roles, users, endpoints } =
    provisioned.scenario.document;
  return [
    `  ${title}, ${region}`,
    ...section('account', accounts, (_, id) => id),
    ...(organization === undefined ? [] : [`  organization ${organization.id}`]),
    ...section('key', keys, (name) => provisioned.value(`keys.${name}.arn`)),
    ...section('bucket', buckets, (_, { bucketName, account }) => `${bucketName} (${account} account)`),
    ...section('table', tables, (name) => provisioned.value(`tables.${name}.arn`)),
    ...section('secret', secrets, (name) => provisioned.value(`secrets.${name}.arn`)),
    ...section('role', roles, (name) => provisioned.value(`roles.${name}.arn`)),
    ...section('user', users, (name) => provisioned.value(`users.${name}.arn`)),
    ...section('endpoint', endpoints, (_, { id, vpc }) => `bucket.${id}.localhost, from ${vpc}`),
  ];
}

function section<Item>(
  kind: string,
  items: Readonly<Record<string, Item>>,
  text: (name: string, item: Item) => string,
): readonly string[] {
  return Object.entries(items).map(
    ([name, item]) => `  ${kind.padEnd(9)}${name.padEnd(22)} ${text(name, item)}`,
  );
}
