import { paginateListTables } from '@aws-sdk/client-dynamodb';
import { paginateListRoles, paginateListUsers } from '@aws-sdk/client-iam';
import { paginateListKeys } from '@aws-sdk/client-kms';
import { paginateListBuckets } from '@aws-sdk/client-s3';
import { paginateListSecrets } from '@aws-sdk/client-secrets-manager';
import { UnknownValue } from '../world/unknown-value.ts';
import { type LiveAccount, originIn } from './live-account.ts';
import type { Named } from './references.ts';

/** The names of the buckets of an account. A refusal is listed. */
export async function bucketsOf(account: LiveAccount): Promise<readonly string[]> {
  return listed(account, 's3:ListAllMyBuckets', async () => {
    const names: string[] = [];
    for await (const page of paginateListBuckets({ client: account.clients.s3 }, {}))
      names.push(...(page.Buckets ?? []).flatMap(({ Name }) => Name ?? []));
    return names;
  });
}

/** Everything in an account that is read if nothing in particular is asked for. Roles of AWS's services are left out. */
export async function everythingIn(
  account: LiveAccount,
  buckets: readonly string[],
): Promise<readonly Named[]> {
  const { clients, id } = account;
  const named = (kind: Named['kind'], names: readonly string[]) =>
    names.map((name) => ({ kind, account: id, name }));
  const roles = await listed(account, 'iam:ListRoles', async () => {
    const names: string[] = [];
    for await (const page of paginateListRoles({ client: clients.iam }, {}))
      for (const { RoleName, Path } of page.Roles ?? [])
        if (RoleName !== undefined && Path?.startsWith('/aws-service-role/') !== true) names.push(RoleName);
    return names;
  });
  const users = await listed(account, 'iam:ListUsers', async () => {
    const names: string[] = [];
    for await (const page of paginateListUsers({ client: clients.iam }, {}))
      names.push(...(page.Users ?? []).flatMap(({ UserName }) => UserName ?? []));
    return names;
  });
  const keys = await listed(account, 'kms:ListKeys', async () => {
    const arns: string[] = [];
    for await (const page of paginateListKeys({ client: clients.kms }, {}))
      arns.push(...(page.Keys ?? []).flatMap(({ KeyArn }) => KeyArn ?? []));
    return arns;
  });
  const tables = await listed(account, 'dynamodb:ListTables', async () => {
    const names: string[] = [];
    for await (const page of paginateListTables({ client: clients.tables }, {}))
      names.push(...(page.TableNames ?? []));
    return names;
  });
  const secrets = await listed(account, 'secretsmanager:ListSecrets', async () => {
    const arns: string[] = [];
    for await (const page of paginateListSecrets({ client: clients.secrets }, {}))
      arns.push(...(page.SecretList ?? []).flatMap(({ ARN }) => ARN ?? []));
    return arns;
  });
  return [
    ...named('role', roles),
    ...named('user', users),
    ...named('bucket', buckets),
    ...named('key', keys),
    ...named('table', tables),
    ...named('secret', secrets),
  ];
}

async function listed(
  account: LiveAccount,
  operation: string,
  list: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const origin = originIn(account, `arn:aws:iam::${account.id}:root`);
  const consequence = 'only those that policies name are read';
  const names = await account.reading.ask({ origin, operation, consequence }, list);
  return names === undefined || names instanceof UnknownValue ? [] : names;
}
