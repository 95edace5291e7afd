import { oidcProviderArn } from '../../aws/oidc-provider-arn.ts';
import type { Values } from './placeholders.ts';
import type { ScenarioDocument } from './scenario-schema.ts';

/** The ids of the keys of a provisioned scenario, by name. KMS chooses them, so no document can contain them. */
export type KeyIds = Readonly<Record<string, string>>;

/** The ARNs of the secrets of a provisioned scenario, by name. Secrets Manager chooses the end of each. */
export type SecretArns = Readonly<Record<string, string>>;

/** The aliases of the access points of a provisioned scenario, by name. S3 chooses them. */
export type AccessPointAliases = Readonly<Record<string, string>>;

/**
 * The values of the placeholders of a scenario's documents. Keys that `keyIds` lacks and secrets that
 * `secretArns` lacks are left out. A document that needs them cannot be filled in yet.
 */
export function placeholderValues(
  scenario: ScenarioDocument,
  keyIds: KeyIds,
  secretArns: SecretArns = {},
  aliases: AccessPointAliases = {},
): Values {
  const { accounts, region } = scenario;
  const values: Record<string, string> = { region };
  for (const [name, id] of Object.entries(accounts)) {
    values[`accounts.${name}.id`] = id;
    values[`accounts.${name}.root`] = `arn:aws:iam::${id}:root`;
  }
  if (scenario.organization !== undefined) values['organization.id'] = scenario.organization.id;
  for (const [name, { account, path, userName }] of Object.entries(scenario.users)) {
    values[`users.${name}.arn`] = `arn:aws:iam::${accounts[account]}:user${path}${userName}`;
  }
  for (const [name, { account, path, roleName }] of Object.entries(scenario.roles)) {
    values[`roles.${name}.arn`] = `arn:aws:iam::${accounts[account]}:role${path}${roleName}`;
  }
  for (const [name, { account, path, groupName }] of Object.entries(scenario.groups)) {
    values[`groups.${name}.arn`] = `arn:aws:iam::${accounts[account]}:group${path}${groupName}`;
  }
  for (const [name, { account, alias, replicas }] of Object.entries(scenario.keys)) {
    const prefix = `arn:aws:kms:${region}:${accounts[account]}`;
    if (alias !== undefined) values[`keys.${name}.aliasArn`] = `${prefix}:${alias}`;
    const id = keyIds[name];
    if (id === undefined) continue;
    values[`keys.${name}.id`] = id;
    values[`keys.${name}.arn`] = `${prefix}:key/${id}`;
    for (const other of Object.keys(replicas))
      values[`keys.${name}.${other}.arn`] = `arn:aws:kms:${other}:${accounts[account]}:key/${id}`;
  }
  for (const [name, { account, issuer }] of Object.entries(scenario.oidcProviders)) {
    values[`oidcProviders.${name}.arn`] = oidcProviderArn(accounts[account] ?? '', issuer);
    values[`oidcProviders.${name}.issuer`] = issuer.slice('https://'.length);
  }
  for (const [name, { id, vpc }] of Object.entries(scenario.endpoints)) {
    values[`endpoints.${name}.id`] = id;
    values[`endpoints.${name}.vpc`] = vpc;
  }
  for (const [name, { bucketName }] of Object.entries(scenario.buckets)) {
    values[`buckets.${name}.name`] = bucketName;
    values[`buckets.${name}.arn`] = `arn:aws:s3:::${bucketName}`;
  }
  for (const [name, { account, accessPointName }] of Object.entries(scenario.accessPoints)) {
    values[`accessPoints.${name}.name`] = accessPointName;
    values[`accessPoints.${name}.arn`] =
      `arn:aws:s3:${region}:${accounts[account]}:accesspoint/${accessPointName}`;
    const alias = aliases[name];
    if (alias !== undefined) values[`accessPoints.${name}.alias`] = alias;
  }
  for (const [name, { account, tableName }] of Object.entries(scenario.tables)) {
    values[`tables.${name}.name`] = tableName;
    values[`tables.${name}.arn`] = `arn:aws:dynamodb:${region}:${accounts[account]}:table/${tableName}`;
  }
  for (const [name, { secretName }] of Object.entries(scenario.secrets)) {
    values[`secrets.${name}.name`] = secretName;
    const arn = secretArns[name];
    if (arn !== undefined) values[`secrets.${name}.arn`] = arn;
  }
  return values;
}
