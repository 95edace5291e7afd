import type { Names } from '../../authorization/explain.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { phraseFor } from './phrase-for.ts';

/**
 * The names that features use, by ARN: `the shared key`, `role 2`, `the root user of the intake account`, `"hello.txt"
 * in the write-only bucket`. Undefined for an ARN that the scenario does not have.
 */
export function castNames({ scenario, values }: ProvisionedScenario): Names {
  const { accessPoints, accounts, buckets, keys, roles, secrets, tables, users } = scenario.document;
  const names = new Map<string | undefined, string>();
  for (const name of Object.keys(accounts)) {
    names.set(values[`accounts.${name}.root`], `the root user of ${phraseFor('account', name)}`);
  }
  for (const [name, { replicas }] of Object.entries(keys)) {
    names.set(values[`keys.${name}.arn`], phraseFor('key', name));
    for (const region of Object.keys(replicas))
      names.set(values[`keys.${name}.${region}.arn`], `${phraseFor('key', name)} in ${region}`);
  }
  for (const name of Object.keys(users)) names.set(values[`users.${name}.arn`], phraseFor('user', name));
  for (const [name, { account, roleName }] of Object.entries(roles)) {
    names.set(values[`roles.${name}.arn`], phraseFor('role', name));
    names.set(sessionsOf(accounts[account], roleName), phraseFor('role', name));
  }
  for (const name of Object.keys(buckets))
    names.set(values[`buckets.${name}.arn`], phraseFor('bucket', name));
  for (const name of Object.keys(accessPoints))
    names.set(values[`accessPoints.${name}.arn`], phraseFor('access point', name));
  for (const name of Object.keys(tables)) names.set(values[`tables.${name}.arn`], phraseFor('table', name));
  for (const name of Object.keys(secrets))
    names.set(values[`secrets.${name}.arn`], phraseFor('secret', name));
  return (arn) => names.get(arn) ?? names.get(sessionsOf(...partsOfSession(arn))) ?? objectIn(names, arn);
}

/** The beginning of the ARNs of a role's sessions, which do not have the role's path. */
function sessionsOf(account: string | undefined, roleName: string | undefined): string {
  return `arn:aws:sts::${account}:assumed-role/${roleName}/`;
}

/** The account and the role's name in the ARN of a session; nothing for an ARN of anything else. */
function partsOfSession(arn: string): [string | undefined, string | undefined] {
  const [, account, role] = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return [account, role];
}

function objectIn(names: ReadonlyMap<string | undefined, string>, arn: string): string | undefined {
  const [, point, through] = /^(arn:aws:s3:[^:]+:\d{12}:accesspoint\/[^/]+)\/object\/(.+)$/.exec(arn) ?? [];
  const pointName = names.get(point);
  if (pointName !== undefined) return `"${through}" through ${pointName}`;
  const [, bucketArn, key] = /^(arn:aws:s3:::[^/]+)\/(.+)$/.exec(arn) ?? [];
  const bucket = names.get(bucketArn);
  return bucket === undefined ? undefined : `"${key}" in ${bucket}`;
}
