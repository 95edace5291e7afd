import { kmsError } from '../../../../aws/kms-error.ts';
import type { InputChecks } from './input-check.ts';

/**
 * Names of aliases that accounts make themselves; those that begin with `alias/aws/` are reserved.
 *
 * Source: AWS KMS API reference, CreateAlias, AliasName.
 */
export const aliasChecks = {
  CreateAlias: ({ AliasName = '' }) => checkAliasName(AliasName),
  UpdateAlias: ({ AliasName = '' }) => checkAliasName(AliasName),
  DeleteAlias: ({ AliasName = '' }) => checkAliasName(AliasName),
} satisfies InputChecks;

function checkAliasName(name: string): void {
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
}
