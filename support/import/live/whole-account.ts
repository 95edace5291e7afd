import { paginateListTables } from '@aws-sdk/client-dynamodb';
import { paginateListRoles, paginateListUsers } from '@aws-sdk/client-iam';
import { paginateListKeys } from '@aws-sdk/client-kms';
import { paginateListBuckets } from '@aws-sdk/client-s3';
import { paginateListSecrets } from '@aws-sdk/client-secrets-manager';
import { UnknownValue } from '../world/unknown-value.ts';
import { allOf } from './all-pages.ts';
import { type LiveAccount, originIn } from './live-account.ts';
import type { Named } from './references.ts';

/** The names of the buckets of an account; undefined if they may not be listed, which is noted. */
export async function bucketsOf(account: LiveAccount): Promise<readonly string[] | undefined> {
  return listedOrUnknown(account, 's3:ListAllMyBuckets', () =>
    allOf(paginateListBuckets({ client: account.clients.s3 }, {}), ({ Buckets }) =>
      Buckets?.flatMap(({ Name }) => Name ?? []),
    ),
  );
}

/** Everything in an account that is read if nothing in particular is asked for. Roles of AWS's services are left out. */
export async function everythingIn(
  account: LiveAccount,
  buckets: readonly string[],
): Promise<readonly Named[]> {
  const { iam, kms, tables, secrets } = account.clients;
  const names: Readonly<Partial<Record<Named['kind'], readonly string[]>>> = {
    role: await listed(account, 'iam:ListRoles', () =>
      allOf(paginateListRoles({ client: iam }, {}), ({ Roles }) =>
        Roles?.flatMap(({ RoleName, Path }) =>
          RoleName === undefined || Path?.startsWith('/aws-service-role/') === true ? [] : [RoleName],
        ),
      ),
    ),
    user: await listed(account, 'iam:ListUsers', () =>
      allOf(paginateListUsers({ client: iam }, {}), ({ Users }) =>
        Users?.flatMap(({ UserName }) => UserName ?? []),
      ),
    ),
    bucket: buckets,
    key: await listed(account, 'kms:ListKeys', () =>
      allOf(paginateListKeys({ client: kms }, {}), ({ Keys }) => Keys?.flatMap(({ KeyArn }) => KeyArn ?? [])),
    ),
    table: await listed(account, 'dynamodb:ListTables', () =>
      allOf(paginateListTables({ client: tables }, {}), ({ TableNames }) => TableNames),
    ),
    secret: await listed(account, 'secretsmanager:ListSecrets', () =>
      allOf(paginateListSecrets({ client: secrets }, {}), ({ SecretList }) =>
        SecretList?.flatMap(({ ARN }) => ARN ?? []),
      ),
    ),
  };
  return (Object.keys(names) as Named['kind'][]).flatMap((kind) =>
    (names[kind] ?? []).map((name) => ({ kind, account: account.id, name })),
  );
}

async function listed(
  account: LiveAccount,
  operation: string,
  list: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  return (await listedOrUnknown(account, operation, list)) ?? [];
}

async function listedOrUnknown(
  account: LiveAccount,
  operation: string,
  list: () => Promise<readonly string[] | undefined>,
): Promise<readonly string[] | undefined> {
  const origin = originIn(account, `arn:aws:iam::${account.id}:root`);
  const consequence = 'only those that policies name are read';
  const names = await account.reading.ask({ origin, operation, consequence }, list);
  return names instanceof UnknownValue ? undefined : (names ?? []);
}
