import type { AliasListEntry } from '@aws-sdk/client-kms';
import { predefinedAliases } from '../../../../aws/aws-managed-keys.ts';
import { kmsError } from '../../../../aws/kms-error.ts';
import { check, lengthBetween, matching, present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { Alias, KmsKey, KmsState } from '../kms-state.ts';
import { pageOf } from '../paging.ts';
import { findKey } from '../resolve-key.ts';
import { type KmsContext, keyOf } from './key-of-request.ts';

/**
 * Names for keys.
 *
 * Source: AWS KMS API reference, CreateAlias, UpdateAlias, DeleteAlias and ListAliases.
 */
export const aliasOperations = {
  CreateAlias({ AliasName, TargetKeyId }, context) {
    const name = customerAliasName(AliasName);
    const arn = aliasArn(name, context);
    const target = targetKey('CreateAlias', TargetKeyId, context);
    if (context.state.aliases.has(arn)) {
      throw kmsError('AlreadyExistsException', `An alias with the name ${arn} already exists`);
    }
    const now = context.state.now();
    context.state.aliases.set(arn, { arn, name, targetArn: target.arn, created: now, updated: now });
    return {};
  },

  UpdateAlias({ AliasName, TargetKeyId }, context) {
    const name = customerAliasName(AliasName);
    const alias = existingAlias(name, context);
    const target = targetKey('UpdateAlias', TargetKeyId, context);
    const current = context.state.keys.get(alias.targetArn);
    if (current !== undefined && !interchangeable(current, target)) {
      throw kmsError(
        'ValidationException',
        `Alias ${alias.arn} cannot be changed to the key ${target.arn}: the current and the new key must be of the same type and key usage.`,
      );
    }
    const updated = context.state.now();
    context.state.aliases.set(alias.arn, { ...alias, targetArn: target.arn, updated });
    return {};
  },

  DeleteAlias({ AliasName }, context) {
    const alias = existingAlias(customerAliasName(AliasName), context);
    context.state.aliases.delete(alias.arn);
    return {};
  },

  ListAliases(input, context) {
    const key = input.KeyId === undefined ? undefined : findKey(context.state, input.KeyId, context);
    const { items, paging } = pageOf(aliasesOf(context, key), input, {
      by: ({ AliasName }) => AliasName ?? '',
      defaultLimit: 50,
    });
    return { Aliases: items, ...paging };
  },
} satisfies OperationTable<'kms', KmsState>;

function* aliasesOf(
  { state, account, region }: KmsContext,
  key: KmsKey | undefined,
): Generator<AliasListEntry> {
  const prefix = `arn:aws:kms:${region}:${account}:`;
  for (const alias of state.aliases.values()) {
    if (!alias.arn.startsWith(prefix) || (key !== undefined && alias.targetArn !== key.arn)) continue;
    yield {
      AliasName: alias.name,
      AliasArn: alias.arn,
      TargetKeyId: alias.targetArn.slice(alias.targetArn.indexOf(':key/') + 5),
      CreationDate: alias.created,
      LastUpdatedDate: alias.updated,
    };
  }
  if (key !== undefined) return;
  // AWS lists its predefined aliases from the start, without a target as long as there is no key behind them.
  for (const name of predefinedAliases) {
    if (!state.aliases.has(prefix + name)) yield { AliasName: name, AliasArn: prefix + name };
  }
}

function customerAliasName(aliasName: string | undefined): string {
  const name = present('aliasName', aliasName);
  check(lengthBetween('aliasName', name, [1, 256]), matching('aliasName', name, /^[a-zA-Z0-9:/_-]+$/));
  if (!name.startsWith('alias/')) {
    throw kmsError(
      'ValidationException',
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    );
  }
  if (name.includes(':')) {
    throw kmsError('ValidationException', `${name} contains invalid characters for an alias`);
  }
  if (name.startsWith('alias/aws/')) throw kmsError('NotAuthorizedException');
  if (name === 'alias/') throw kmsError('InvalidAliasNameException');
  return name;
}

function targetKey(
  operation: 'CreateAlias' | 'UpdateAlias',
  keyId: string | undefined,
  context: KmsContext,
): KmsKey {
  const reference = present('targetKeyId', keyId);
  if (/^(arn:[^/]+:)?alias\//.test(reference)) {
    throw kmsError('ValidationException', 'Aliases must refer to keys. Not aliases');
  }
  const key = keyOf(operation, reference, context);
  if (key.account !== context.account) {
    throw kmsError('NotFoundException', `Key '${key.arn}' does not exist`);
  }
  return key;
}

function existingAlias(name: string, context: KmsContext): Alias {
  const arn = aliasArn(name, context);
  const alias = context.state.aliases.get(arn);
  if (alias === undefined) throw kmsError('NotFoundException', `Alias ${arn} is not found.`);
  return alias;
}

function aliasArn(name: string, { account, region }: KmsContext): string {
  return `arn:aws:kms:${region}:${account}:${name}`;
}

/** Both symmetric, both HMAC or both asymmetric, and for the same use. */
function interchangeable(a: KmsKey, b: KmsKey): boolean {
  return a.usage === b.usage && (a.spec === 'SYMMETRIC_DEFAULT') === (b.spec === 'SYMMETRIC_DEFAULT');
}
