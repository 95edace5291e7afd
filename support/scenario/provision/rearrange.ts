import { putBucketPolicy } from '../../client/bucket-requests.ts';
import {
  createAlias,
  deleteAlias,
  moveAlias,
  type NewPolicy,
  putKeyPolicy,
} from '../../client/key-requests.ts';
import { putSecretPolicy } from '../../client/secret-requests.ts';
import { putTablePolicy } from '../../client/table-requests.ts';
import { nameOfDocument, spoken } from '../document/document-names.ts';
import { aliasesOf } from '../document/key-aliases.ts';
import { lookUp, suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

/** A new policy of a key: a document by name, or the scenario's own policy of the key if it is left out. */
export interface OtherKeyPolicy {
  readonly document?: string | undefined;
  readonly bypassLockoutCheck: boolean;
}

/**
 * Replaces a key's policy with another document of the scenario, as the root user of the key's account. KMS's lockout
 * check is skipped only if `bypassLockoutCheck` is set.
 */
export async function replaceKeyPolicy(
  provisioned: ProvisionedScenario,
  key: string,
  { document, bypassLockoutCheck }: OtherKeyPolicy,
): Promise<void> {
  const documented = lookUp('key', key, provisioned.scenario.document.keys).policy;
  const path = document === undefined ? documented : pathOf(provisioned, document);
  await putPolicyOf(provisioned, key, { policy: provisioned.policy(path), bypassLockoutCheck });
}

/** Removes one statement, by its Sid, from the scenario's policy of a key. */
export async function removeKeyStatement(
  provisioned: ProvisionedScenario,
  key: string,
  sid: string,
): Promise<void> {
  const { policy } = lookUp('key', key, provisioned.scenario.document.keys);
  await putPolicyOf(provisioned, key, { policy: without(provisioned.policy(policy), sid, policy) });
}

/** Replaces a bucket's policy with another document of the scenario, as the root user of the bucket's account. */
export async function replaceBucketPolicy(
  provisioned: ProvisionedScenario,
  bucket: string,
  document: string,
): Promise<void> {
  const { account, bucketName } = lookUp('bucket', bucket, provisioned.scenario.document.buckets);
  await putBucketPolicy(
    provisioned.root(account).s3,
    bucketName,
    provisioned.policy(pathOf(provisioned, document)),
  );
}

/** Replaces a secret's resource policy with a document of the scenario, as the root user of the secret's account. */
export async function replaceSecretPolicy(
  provisioned: ProvisionedScenario,
  arn: string,
  document: string,
): Promise<void> {
  const policy = provisioned.policy(pathOf(provisioned, document));
  await putSecretPolicy(provisioned.rootOwning(arn).secretsmanager, arn, policy);
}

/** Replaces a table's resource policy with a document of the scenario, as the root user of the table's account. */
export async function replaceTablePolicy(
  provisioned: ProvisionedScenario,
  arn: string,
  document: string,
): Promise<void> {
  const policy = provisioned.policy(pathOf(provisioned, document));
  await putTablePolicy(provisioned.rootOwning(arn).dynamodb, arn, policy);
}

/** Points an account's alias to one of its keys, whether the alias exists or not. */
export async function pointAlias(
  provisioned: ProvisionedScenario,
  account: string,
  to: { alias: string; key: string },
): Promise<void> {
  const { kms } = provisioned.root(account);
  const move = hasAlias(provisioned, account, to.alias) ? moveAlias : createAlias;
  await move(kms, to.alias, provisioned.value(`keys.${to.key}.id`));
}

/** Deletes an account's alias; its key stays. */
export async function dropAlias(
  provisioned: ProvisionedScenario,
  account: string,
  alias: string,
): Promise<void> {
  await deleteAlias(provisioned.root(account).kms, alias);
}

/**
 * The path of a document from its name: `only-the-shared-key` → `variants/only-the-shared-key.json`. Spaces, hyphens and
 * letter case make no difference. Throws SpecError `unknown-name` for no document, and for several.
 */
export function pathOf({ scenario }: ProvisionedScenario, document: string): string {
  const paths = [...scenario.policies.keys()];
  const found = paths.filter((path) => spoken(nameOfDocument(path)) === spoken(document));
  const [path, other] = found;
  if (path === undefined) {
    throw new SpecError(
      'unknown-name',
      `the scenario ${scenario.name} has no policy document "${document}"; ${suggest(document, paths.map(nameOfDocument))}`,
    );
  }
  if (other === undefined) return path;
  const message = `"${document}" names several documents of the scenario ${scenario.name}: ${found.join(', ')}; rename all but one`;
  throw new SpecError('unknown-name', message);
}

async function putPolicyOf(provisioned: ProvisionedScenario, key: string, policy: NewPolicy): Promise<void> {
  const { account } = lookUp('key', key, provisioned.scenario.document.keys);
  await putKeyPolicy(provisioned.root(account).kms, provisioned.value(`keys.${key}.id`), policy);
}

function hasAlias({ scenario }: ProvisionedScenario, account: string, alias: string): boolean {
  return Object.values(scenario.document.keys).some(
    (key) => key.account === account && aliasesOf(key).includes(alias),
  );
}

function without(policy: string, sid: string, path: string): string {
  const document: unknown = JSON.parse(policy);
  if (typeof document !== 'object' || document === null || !('Statement' in document)) return policy;
  const statements: readonly unknown[] = Array.isArray(document.Statement)
    ? document.Statement
    : [document.Statement];
  const rest = statements.filter((statement) => sidOf(statement) !== sid);
  if (rest.length < statements.length) return JSON.stringify({ ...document, Statement: rest });
  const sids = statements.map(sidOf).filter((known) => known !== undefined);
  throw new SpecError('unknown-name', `${path} has no statement "${sid}"; ${suggest(sid, sids)}`);
}

function sidOf(statement: unknown): string | undefined {
  if (typeof statement !== 'object' || statement === null || !('Sid' in statement)) return undefined;
  return typeof statement.Sid === 'string' ? statement.Sid : undefined;
}
