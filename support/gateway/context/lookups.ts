import type { Principal } from '../../authentication/principal.ts';
import type { Permission } from '../../authorization/permission.ts';
import type { PoliciesInForce } from '../../authorization/policies-in-force.ts';
import type { Store } from '../../stores/store.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { parseArn } from '../arn.ts';
import { mentionedKeys } from './mentioned-keys.ts';
import type { CallContext } from './request-context.ts';

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/**
 * Looks up, before a decision, the values of those condition keys that only the store knows and that some policy in
 * force asks for: tags of principals, keys and objects, and attributes of KMS keys. Most decisions need none.
 */
export async function lookUpMentionedKeys(
  store: Store,
  principal: Principal,
  request: {
    readonly permission: Permission & { readonly context: CallContext };
    readonly policies: PoliciesInForce;
  },
): Promise<void> {
  const { permission, policies } = request;
  const keys = mentionedKeys(policies);
  if (keys.size === 0) return;
  const asks = (prefix: string) => [...keys].some((key) => key.startsWith(prefix));
  const { context, resource } = permission;
  const arn = parseArn(resource);
  if (asks('aws:principaltag/'))
    context.supplyTags('aws:principaltag/', await principalTags(store, principal));
  if (arn?.service === 'kms' && arn.resource.startsWith('key/'))
    await lookUpKey(store, arn, { context, asks });
  if (arn?.service === 's3' && asks('s3:existingobjecttag/')) {
    const slash = arn.resource.indexOf('/');
    const object = { Bucket: arn.resource.slice(0, slash), Key: arn.resource.slice(slash + 1) };
    if (slash > 0)
      context.supplyTags(
        's3:existingobjecttag/',
        await objectTags(store, object, permission.resourceAccount),
      );
  }
}

/** Source: AWS KMS developer guide, "AWS KMS condition keys". */
async function lookUpKey(
  store: Store,
  key: { readonly account: string; readonly region: string; readonly resource: string },
  { context, asks }: { readonly context: CallContext; readonly asks: (prefix: string) => boolean },
): Promise<void> {
  const scope = { region: key.region, account: key.account };
  const input = { KeyId: key.resource.slice('key/'.length) };
  if (asks('kms:key') || asks('kms:multiregion')) {
    const { KeyMetadata } = await store.read({ service: 'kms', operation: 'DescribeKey', input, ...scope });
    context.supply('kms:keyspec', KeyMetadata?.KeySpec);
    context.supply('kms:keyusage', KeyMetadata?.KeyUsage);
    context.supply('kms:keyorigin', KeyMetadata?.Origin);
    context.supply('kms:multiregion', String(KeyMetadata?.MultiRegion ?? false));
  }
  if (asks('kms:resourcealiases')) {
    const { Aliases = [] } = await store.read({ service: 'kms', operation: 'ListAliases', input, ...scope });
    context.supply(
      'kms:resourcealiases',
      Aliases.map(({ AliasName }) => AliasName ?? ''),
    );
  }
  if (asks('aws:resourcetag/')) {
    const { Tags = [] } = await store.read({
      service: 'kms',
      operation: 'ListResourceTags',
      input,
      ...scope,
    });
    context.supplyTags(
      'aws:resourcetag/',
      Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [TagKey, TagValue])),
    );
  }
}

async function principalTags(store: Store, principal: Principal): Promise<Record<string, string>> {
  if (principal.type === 'User') {
    const input = { UserName: principal.userName };
    const { User } = await store.read({
      service: 'iam',
      operation: 'GetUser',
      input,
      region: 'us-east-1',
      account: principal.accountId,
    });
    return byKey(User?.Tags);
  }
  if (principal.type !== 'AssumedRole') return {};
  const input = { RoleName: principal.roleName };
  const { Role } = await store.read({
    service: 'iam',
    operation: 'GetRole',
    input,
    region: 'us-east-1',
    account: principal.accountId,
  });
  return { ...byKey(Role?.Tags), ...principal.sessionTags };
}

async function objectTags(
  store: Store,
  input: { readonly Bucket: string; readonly Key: string },
  account: string,
): Promise<Record<string, string>> {
  try {
    const { TagSet } = await store.read({
      service: 's3',
      operation: 'GetObjectTagging',
      input,
      region: 'us-east-1',
      account,
    });
    return byKey(TagSet);
  } catch (error) {
    if (error instanceof AwsError && error.status === 404) return {};
    throw error;
  }
}

function byKey(tags: readonly Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}
