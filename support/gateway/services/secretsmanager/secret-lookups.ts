import type { Permission } from '../../../authorization/terms/permission.ts';
import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';
import { tagsOfNewResource } from '../../context/tags-of-new-resource.ts';
import type { PermissionInContext } from '../../desk/service-desk.ts';
import { orAbsence } from '../../refusal/or-absence.ts';

/**
 * Gives a permission on a secret the tags of the secret, if some policy asks for them. A secret that does not exist has
 * none. AWS has two condition keys for them. Throws ServiceUnavailable if the store does not tell.
 *
 * Source: Service Authorization Reference, "AWS Secrets Manager".
 */
export async function lookUpSecret(
  store: Store,
  permission: PermissionInContext,
  asks: (prefix: string) => boolean,
): Promise<void> {
  const { resource, context } = permission;
  const arn = parseArn(resource);
  if (!asks('aws:resourcetag/') && !asks('secretsmanager:resourcetag/')) return;
  const isNew = isBeingCreated(permission);
  const tags =
    arn?.service !== 'secretsmanager' || isNew
      ? tagsOfNewResource(context, 'stated')
      : await tagsOf(store, resource, arn);
  context.supplyTags('aws:resourcetag/', tags);
  context.supplyTags('secretsmanager:resourcetag/', tags);
}

/** True for a secret that the request creates: it has the tags of the request. */
function isBeingCreated({ action, resource }: Permission): boolean {
  if (action === 'secretsmanager:CreateSecret') return true;
  return action === 'secretsmanager:TagResource' && resource.endsWith('-??????');
}

async function tagsOf(
  store: Store,
  SecretId: string,
  place: { readonly region: string; readonly account: string },
): Promise<Record<string, string>> {
  const lookup = { service: 'secretsmanager', operation: 'DescribeSecret', input: { SecretId } } as const;
  const described = await orAbsence(() => store.read({ ...lookup, ...place }), 'ResourceNotFoundException');
  if (described instanceof AwsError) return {};
  const { Tags = [] } = described;
  return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
