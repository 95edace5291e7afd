import type { Arn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';
import type { CallContext } from '../../context/request-context.ts';

/**
 * Gives a permission on a secret the tags of the secret, where some policy asks for them. A secret that does not exist has
 * none. AWS has two condition keys for them.
 *
 * Source: Service Authorization Reference, "AWS Secrets Manager".
 */
export async function lookUpSecret(
  store: Store,
  { arn, parts: { region, account } }: { readonly arn: string; readonly parts: Arn },
  context: CallContext,
): Promise<void> {
  const tags = await tagsOf(store, arn, { region, account });
  context.supplyTags('aws:resourcetag/', tags);
  context.supplyTags('secretsmanager:resourcetag/', tags);
}

async function tagsOf(
  store: Store,
  SecretId: string,
  place: { readonly region: string; readonly account: string },
): Promise<Record<string, string>> {
  try {
    const lookup = { service: 'secretsmanager', operation: 'DescribeSecret', input: { SecretId } } as const;
    const { Tags = [] } = await store.read({ ...lookup, ...place });
    return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return {};
    throw error;
  }
}
