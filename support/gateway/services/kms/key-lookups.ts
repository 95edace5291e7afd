import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { kmsPages } from '../../../aws/kms-pages.ts';
import type { Input, Operation, Output } from '../../../aws/operations.ts';
import type { Store } from '../../../stores/store.ts';
import type { CallContext } from '../../context/request-context.ts';
import { tagsOfNewResource } from '../../context/tags-of-new-resource.ts';
import type { PermissionInContext } from '../../desk/service-desk.ts';
import { orAbsence } from '../../refusal/or-absence.ts';

type Reader = <O extends Operation<'kms'>>(operation: O, input: Input<'kms', O>) => Promise<Output<'kms', O>>;

/**
 * Gives a permission on a KMS key the attributes, aliases and tags of the key, if some policy asks for them. A key that
 * does not exist has none, so that another account cannot tell it from a key without access. Throws ServiceUnavailable
 * if the store does not tell.
 *
 * Source: AWS KMS developer guide, "AWS KMS condition keys".
 */
export async function lookUpKey(
  store: Store,
  { action, resource, context }: PermissionInContext,
  asks: (prefix: string) => boolean,
): Promise<void> {
  const key = parseArn(resource);
  if (key?.service !== 'kms' || !key.resource.startsWith('key/')) {
    // An alias has no tags, and neither have actions without a resource. A new key has those of its request.
    const isNew = action === 'kms:CreateKey' || action === 'kms:TagResource';
    if (asks('aws:resourcetag/'))
      context.supplyTags('aws:resourcetag/', isNew ? tagsOfNewResource(context, 'stated') : {});
    return;
  }
  const { region, account } = key;
  const KeyId = key.resource.slice('key/'.length);
  const read: Reader = async (operation, input) => {
    const found = await orAbsence(
      () => store.read({ service: 'kms', operation, input, region, account }),
      'NotFoundException',
    );
    if (found instanceof AwsError) throw found;
    return found;
  };
  try {
    if (['kms:key', 'kms:customermasterkey', 'kms:multiregion'].some(asks))
      await lookUpAttributes(read, KeyId, context);
    if (asks('kms:resourcealiases')) context.supply('kms:resourcealiases', await aliasesOf(read, KeyId));
    if (asks('aws:resourcetag/')) context.supplyTags('aws:resourcetag/', await tagsOf(read, KeyId));
  } catch (error) {
    if (!(error instanceof AwsError && error.code === 'NotFoundException')) throw error;
    context.supplyTags('aws:resourcetag/', {});
  }
}

async function lookUpAttributes(read: Reader, KeyId: string, context: CallContext): Promise<void> {
  const { KeyMetadata } = await read('DescribeKey', { KeyId });
  if (KeyMetadata === undefined) throw new TypeError(`DescribeKey of ${KeyId} gave no metadata`);
  context.supply('kms:keyspec', KeyMetadata.KeySpec);
  context.supply('kms:keyusage', KeyMetadata.KeyUsage);
  // KMS keeps the older names of these two keys. They work the same way.
  context.supply('kms:customermasterkeyspec', KeyMetadata.KeySpec);
  context.supply('kms:customermasterkeyusage', KeyMetadata.KeyUsage);
  context.supply('kms:keyorigin', KeyMetadata.Origin);
  context.supply('kms:multiregion', String(KeyMetadata.MultiRegion ?? false));
  context.supply('kms:multiregionkeytype', KeyMetadata.MultiRegionConfiguration?.MultiRegionKeyType);
}

async function aliasesOf(read: Reader, KeyId: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { Aliases = [] } of kmsPages((Marker) => read('ListAliases', { KeyId, Marker })))
    for (const { AliasName } of Aliases) if (AliasName !== undefined) names.push(AliasName);
  return names;
}

async function tagsOf(read: Reader, KeyId: string): Promise<Record<string, string | undefined>> {
  const tags: [string | undefined, string | undefined][] = [];
  for await (const { Tags = [] } of kmsPages((Marker) => read('ListResourceTags', { KeyId, Marker })))
    for (const { TagKey, TagValue } of Tags) tags.push([TagKey, TagValue]);
  return Object.fromEntries(tags);
}
