import type { AliasListEntry } from '@aws-sdk/client-kms';
import { predefinedAliases } from '../../../../aws/aws-managed-keys.ts';
import { kmsError } from '../../../../aws/kms-error.ts';
import { present } from '../../shared/constraints.ts';
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
    const name = present('aliasName', AliasName);
    const arn = aliasArn(name, context);
    const target = keyOf('CreateAlias', TargetKeyId, context);
    if (context.state.aliases.has(arn)) {
      throw kmsError('AlreadyExistsException', `An alias with the name ${arn} already exists`);
    }
    const now = context.state.now();
    context.state.aliases.set(arn, { arn, name, targetArn: target.arn, created: now, updated: now });
    return {};
  },

  UpdateAlias({ AliasName, TargetKeyId }, context) {
    const alias = existingAlias(AliasName, context);
    const target = keyOf('UpdateAlias', TargetKeyId, context);
    const updated = context.state.now();
    context.state.aliases.set(alias.arn, { ...alias, targetArn: target.arn, updated });
    return {};
  },

  DeleteAlias({ AliasName }, context) {
    const alias = existingAlias(AliasName, context);
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
  // AWS lists its predefined aliases from the start, without a target until they have a key.
  for (const name of predefinedAliases) {
    if (!state.aliases.has(prefix + name)) yield { AliasName: name, AliasArn: prefix + name };
  }
}

function existingAlias(name: string | undefined, context: KmsContext): Alias {
  const arn = aliasArn(present('aliasName', name), context);
  const alias = context.state.aliases.get(arn);
  if (alias === undefined) throw kmsError('NotFoundException', `Alias ${arn} is not found.`);
  return alias;
}

function aliasArn(name: string, { account, region }: KmsContext): string {
  return `arn:aws:kms:${region}:${account}:${name}`;
}
