import { parseArn } from '../../../aws/arn.ts';
import type { Store } from '../../../stores/store.ts';
import { tagsOfNewResource } from '../../context/tags-of-new-resource.ts';
import type { PermissionInContext } from '../../desk/service-desk.ts';
import { type IamReader, iamReader, unlessAbsent } from './iam-reader.ts';

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

type Tags = readonly Tag[] | undefined;

/**
 * Gives a permission on an entity of IAM the tags of the entity, if some policy asks for them. Users and roles have them
 * under two condition keys. Groups, AWS managed policies and entities that do not exist have none. Throws ServiceUnavailable.
 *
 * Source: IAM user guide, "Tags for AWS Identity and Access Management resources"; Service Authorization Reference, "AWS
 * Identity and Access Management (IAM)" and "AWS Security Token Service".
 */
export async function lookUpEntityTags(
  store: Store,
  { resource, context }: PermissionInContext,
  asks: (prefix: string) => boolean,
): Promise<void> {
  if (!asks('aws:resourcetag/') && !asks('iam:resourcetag/')) return;
  const arn = parseArn(resource);
  const existing = arn === undefined ? undefined : await entityTags(store, resource, arn);
  // Undocumented: whether an entity that is being created with tags has them.
  const tags = existing === undefined ? tagsOfNewResource(context, 'unknowable') : byKey(existing);
  context.supplyTags('aws:resourcetag/', tags);
  context.supplyTags('iam:resourcetag/', tags);
}

/** The reads of entities by the type in their ARN. A type that is missing here has no tags. */
const READS: Readonly<Record<string, (read: IamReader, name: string, arn: string) => Promise<Tags>>> = {
  user: async (read, UserName) => (await read('GetUser', { UserName })).User?.Tags,
  role: async (read, RoleName) => (await read('GetRole', { RoleName })).Role?.Tags,
  policy: async (read, _, PolicyArn) => (await read('GetPolicy', { PolicyArn })).Policy?.Tags,
  'instance-profile': async (read, InstanceProfileName) =>
    (await read('GetInstanceProfile', { InstanceProfileName })).InstanceProfile?.Tags,
  mfa: async (read, _, SerialNumber) => (await read('ListMFADeviceTags', { SerialNumber })).Tags,
  'oidc-provider': async (read, _, OpenIDConnectProviderArn) =>
    (await read('GetOpenIDConnectProvider', { OpenIDConnectProviderArn })).Tags,
};

/** The tags of an entity; undefined if it does not exist, or if it has no tags by its type. */
async function entityTags(
  store: Store,
  arn: string,
  { account, resource }: { readonly account: string; readonly resource: string },
): Promise<Tags> {
  const [type = '', ...path] = resource.split('/');
  const read = READS[type];
  if (read === undefined || account === 'aws' || path.length === 0) return undefined;
  const found = await unlessAbsent(
    read(iamReader(store, account), path.at(-1) ?? '', arn).then((tags = []) => tags),
  );
  return found;
}

function byKey(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
