import { kmsError } from '../../../aws/kms-error.ts';
import { check, lengthBetween } from '../shared/constraints.ts';
import { createAwsManagedKey } from './create-aws-managed-key.ts';
import { withoutExpired } from './imports/imported-material.ts';
import type { KmsKey, KmsState } from './kms-state.ts';

/** The account and region that a key id or alias name is looked up in: the caller's. */
export interface KeyScope {
  readonly account: string;
  readonly region: string;
}

const keyIdPattern = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/i;
const arnPattern = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):(\d{12}):(key\/(.+)|alias\/.+)$/;

/**
 * The key ARN that a key id, key ARN, alias name or alias ARN stands for. Ids and alias names belong to the caller's
 * account and region. A predefined alias of the caller's account (`alias/aws/s3`) creates its AWS managed key.
 *
 * Throws NotFoundException if there is no such key or alias, or if an ARN names another region.
 *
 * Source: AWS KMS developer guide, "Key identifiers (KeyId)"; AWS KMS API reference, DescribeKey.
 */
export function resolveKey(state: KmsState, reference: string, scope: KeyScope): string {
  if (state.keys.get(reference)?.region === scope.region) return reference;
  check(lengthBetween('keyId', reference, [1, 2048]));
  if (reference.startsWith('arn:')) return resolveArn(state, reference, scope);
  if (reference.startsWith('alias/')) return resolveAlias(state, reference, scope);
  if (!keyIdPattern.test(reference)) throw kmsError('NotFoundException', `Invalid keyId '${reference}'`);
  return existing(state, `arn:aws:kms:${scope.region}:${scope.account}:key/${reference}`);
}

/** The key that a reference stands for; throws as {@link resolveKey} does. */
export function findKey(state: KmsState, reference: string, scope: KeyScope): KmsKey {
  const key = state.keys.get(resolveKey(state, reference, scope));
  if (key === undefined) throw kmsError('NotFoundException', `Key '${reference}' does not exist`);
  return withoutExpired(state, key);
}

function resolveArn(state: KmsState, arn: string, scope: KeyScope): string {
  const [, region, account, resource, keyId] = arnPattern.exec(arn) ?? [];
  if (region === undefined || account === undefined || resource === undefined) {
    throw kmsError('NotFoundException', 'Invalid arn');
  }
  if (region !== scope.region) throw kmsError('NotFoundException', `Invalid arn ${region}`);
  if (keyId === undefined) {
    // Only a caller of the account itself can create its AWS managed key.
    if (account === scope.account) return resolveAlias(state, resource, scope);
    return targetOf(state, arn);
  }
  if (!keyIdPattern.test(keyId)) throw kmsError('NotFoundException', `Invalid keyId '${keyId}'`);
  return existing(state, arn);
}

function resolveAlias(state: KmsState, name: string, scope: KeyScope): string {
  const arn = `arn:aws:kms:${scope.region}:${scope.account}:${name}`;
  if (!state.aliases.has(arn)) createAwsManagedKey(state, name, scope);
  return targetOf(state, arn);
}

function targetOf(state: KmsState, aliasArn: string): string {
  const alias = state.aliases.get(aliasArn);
  if (alias === undefined) throw kmsError('NotFoundException', `Alias ${aliasArn} is not found.`);
  return alias.targetArn;
}

function existing(state: KmsState, arn: string): string {
  if (!state.keys.has(arn)) throw kmsError('NotFoundException', `Key '${arn}' does not exist`);
  return arn;
}
