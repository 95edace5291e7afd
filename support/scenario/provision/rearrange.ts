import { putBucketPolicy } from '../../client/bucket-requests.ts';
import {
  createAlias,
  deleteAlias,
  moveAlias,
  type NewPolicy,
  putKeyPolicy,
} from '../../client/key-requests.ts';
import { putSecretPolicy } from '../../client/secret-requests.ts';
import { lookUp, suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import type { Topology } from './topology.ts';

/** A document to have as a key's policy; without one, that which the scenario has. */
export interface OtherKeyPolicy {
  readonly document?: string | undefined;
  readonly bypassLockoutCheck: boolean;
}

/**
 * Replaces a key's policy with another document of the scenario, as the root user of the account that owns the key; past
 * KMS's check that this user can change it again only where it says so.
 */
export async function replaceKeyPolicy(
  topology: Topology,
  key: string,
  { document, bypassLockoutCheck }: OtherKeyPolicy,
): Promise<void> {
  const documented = lookUp('key', key, topology.scenario.document.keys).policy;
  const path = document === undefined ? documented : pathOf(topology, document);
  await putPolicyOf(topology, key, { policy: topology.policy(path), bypassLockoutCheck });
}

/** Takes one statement, named by its Sid, out of a key's policy as the scenario has it. */
export async function removeKeyStatement(topology: Topology, key: string, sid: string): Promise<void> {
  const { policy } = lookUp('key', key, topology.scenario.document.keys);
  await putPolicyOf(topology, key, { policy: without(topology.policy(policy), sid, policy) });
}

/** Replaces a bucket's policy with another document of the scenario, as the root user of the account that owns it. */
export async function replaceBucketPolicy(
  topology: Topology,
  bucket: string,
  document: string,
): Promise<void> {
  const { account, bucketName } = lookUp('bucket', bucket, topology.scenario.document.buckets);
  await putBucketPolicy(topology.root(account).s3, bucketName, topology.policy(pathOf(topology, document)));
}

/**
 * Replaces a secret's resource policy by a document of the scenario, as the root user of the account that owns the
 * secret.
 */
export async function replaceSecretPolicy(topology: Topology, arn: string, document: string): Promise<void> {
  const policy = topology.policy(pathOf(topology, document));
  await putSecretPolicy(topology.rootOwning(arn).secretsmanager, arn, policy);
}

/** Lets an account's alias point to another of its keys, whether the alias exists or not. */
export async function pointAlias(
  topology: Topology,
  account: string,
  to: { alias: string; key: string },
): Promise<void> {
  const { kms } = topology.root(account);
  const move = hasAlias(topology, account, to.alias) ? moveAlias : createAlias;
  await move(kms, to.alias, topology.value(`keys.${to.key}.id`));
}

/** Deletes an account's alias; its key stays. */
export async function dropAlias(topology: Topology, account: string, alias: string): Promise<void> {
  await deleteAlias(topology.root(account).kms, alias);
}

/** The path of a document by its name alone: `only-the-shared-key` → `variants/only-the-shared-key.json`. */
export function pathOf({ scenario }: Topology, document: string): string {
  const paths = [...scenario.policies.keys()];
  const path = paths.find((candidate) => candidate.endsWith(`/${document}.json`));
  if (path !== undefined) return path;
  const names = paths.map((known) => known.replace(/^.*\/|\.json$/g, ''));
  throw new SpecError(
    'unknown-name',
    `${scenario.name} has no policy document "${document}"; ${suggest(document, names)}`,
  );
}

async function putPolicyOf(topology: Topology, key: string, policy: NewPolicy): Promise<void> {
  const { account } = lookUp('key', key, topology.scenario.document.keys);
  await putKeyPolicy(topology.root(account).kms, topology.value(`keys.${key}.id`), policy);
}

function hasAlias({ scenario }: Topology, account: string, alias: string): boolean {
  return Object.values(scenario.document.keys).some((key) => key.account === account && key.alias === alias);
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
