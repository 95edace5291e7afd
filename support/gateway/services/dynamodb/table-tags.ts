import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';
import { tagsOfNewResource } from '../../context/tags-of-new-resource.ts';
import type { PermissionInContext } from '../../desk/service-desk.ts';
import { orAbsence } from '../../refusal/or-absence.ts';

/**
 * Gives a permission on a table, or on an index or stream of it, the tags of the table, if some policy asks for them.
 * Throws ServiceUnavailable if the store does not tell.
 *
 * Source: Amazon DynamoDB developer guide, "Using attribute-based access control with DynamoDB".
 */
export async function lookUpTableTags(
  store: Store,
  { action, resource, context }: PermissionInContext,
  asks: (prefix: string) => boolean,
): Promise<void> {
  if (!asks('aws:resourcetag/')) return;
  const arn = parseArn(resource);
  const [type, table] = arn?.resource.split('/') ?? [];
  const isTable = type === 'table' && table !== undefined && !/[*?]/.test(table);
  const existing =
    arn === undefined || !isTable || action === 'dynamodb:CreateTable'
      ? undefined
      : await tagsOf(store, `arn:aws:dynamodb:${arn.region}:${arn.account}:table/${table}`, arn);
  // Undocumented: whether a table that is being created with tags has them.
  context.supplyTags('aws:resourcetag/', existing ?? tagsOfNewResource(context, 'unknowable'));
}

/** The tags of a table; undefined if it does not exist. */
async function tagsOf(
  store: Store,
  ResourceArn: string,
  { region, account }: { readonly region: string; readonly account: string },
): Promise<Record<string, string> | undefined> {
  const tags: Record<string, string> = {};
  let NextToken: string | undefined;
  do {
    const input = { ResourceArn, NextToken };
    const lookup = { service: 'dynamodb', operation: 'ListTagsOfResource', input, region, account } as const;
    const page = await orAbsence(() => store.read(lookup), 'ResourceNotFoundException');
    if (page instanceof AwsError) return undefined;
    for (const { Key = '', Value = '' } of page.Tags ?? []) tags[Key] = Value;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return tags;
}
