import type { Filter } from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { findSecret, secretsIn } from '../find-secret.ts';
import type { Secret, SecretsState } from '../secrets-state.ts';
import { listedSecret, listedVersion } from '../shown-secret.ts';

/**
 * Lists of secrets and of their versions, in the order of their creation.
 *
 * Source: Secrets Manager API reference, ListSecrets and ListSecretVersionIds.
 */
export const listOperations = {
  ListSecrets(input, { state, ...scope }) {
    const filters = (input.Filters ?? []).map(filterOf);
    const wanted = [...secretsIn(state, scope)].filter(
      (secret) =>
        (input.IncludePlannedDeletion === true || secret.deletion === undefined) &&
        filters.every((passes) => passes(secret)),
    );
    const ordered = input.SortOrder === 'desc' ? wanted.toReversed() : wanted;
    const { items, paging } = page(ordered, input);
    return { SecretList: items.map(listedSecret), ...paging };
  },

  ListSecretVersionIds(input, context) {
    const { arn, name, versions } = findSecret(input.SecretId, context);
    const wanted = [...versions.values()].filter(
      ({ stages }) => input.IncludeDeprecated === true || stages.length > 0,
    );
    const { items, paging } = page(wanted, input);
    return { ARN: arn, Name: name, Versions: items.map(listedVersion), ...paging };
  },
} satisfies OperationTable<'secretsmanager', SecretsState>;

/** The texts of a secret that a filter looks at, by its key. */
const FILTERED: Readonly<Record<string, (secret: Secret) => readonly string[]>> = {
  name: ({ name }) => [name],
  description: ({ description = '' }) => [description],
  'tag-key': ({ tags }) => [...(tags?.keys() ?? [])],
  'tag-value': ({ tags }) => [...(tags?.values() ?? [])],
};

/**
 * A filter's value is the beginning of a text; `!` before it negates. Only descriptions are compared without regard to
 * case, and word by word: each word of the value is the beginning of a word there.
 *
 * Source: Secrets Manager API reference, Filter.
 * Undocumented: AWS does not state the comparison word by word. Recorded answers show it.
 */
function filterOf({ Key, Values = [] }: Filter): (secret: Secret) => boolean {
  const textsOf = Key === undefined ? undefined : FILTERED[Key];
  if (textsOf === undefined) {
    const message = `keyhole's embedded store does not implement the filter ${Key} of secretsmanager:ListSecrets.`;
    throw new AwsError('NotImplemented', 501, message);
  }
  return (secret) => {
    const texts = textsOf(secret);
    const begins = (value: string) =>
      texts.some((text) => (Key === 'description' ? wordsBegin(text, value) : text.startsWith(value)));
    return Values.some((value) => (value.startsWith('!') ? !begins(value.slice(1)) : begins(value)));
  };
}

function wordsBegin(text: string, value: string): boolean {
  const words = wordsOf(text);
  return wordsOf(value).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/);
}

interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** A token is the number of previous entries. The gateway seals it. */
function page<T>(all: readonly T[], { MaxResults, NextToken }: PageRequest) {
  const start = Number(NextToken ?? 0);
  const end = start + (MaxResults ?? 100);
  return { items: all.slice(start, end), paging: end < all.length ? { NextToken: String(end) } : {} };
}
