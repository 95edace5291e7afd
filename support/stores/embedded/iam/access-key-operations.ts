import { limitExceeded, noSuchEntity } from '../../../aws/iam-errors.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { required } from './iam-constraints.ts';
import { callersAccount, type IamContext, userOrCaller } from './iam-lookup.ts';
import { pageOf } from './iam-paging.ts';
import type { AccessKeyEntity, IamState, UserEntity } from './iam-state.ts';
import { newAccessKeyId, newSecretAccessKey } from './new-identifiers.ts';

/** Access keys that a user may have. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAX_ACCESS_KEYS = 2;

function keysOf(context: IamContext, user: UserEntity | 'root'): Set<AccessKeyEntity> {
  return user === 'root' ? callersAccount(context).rootAccessKeys : user.accessKeys;
}

function keyWithId(keys: ReadonlySet<AccessKeyEntity>, wanted: string | undefined): AccessKeyEntity {
  const id = required('accessKeyId', wanted);
  for (const key of keys) if (key.id === id) return key;
  throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
}

function statusOf(key: AccessKeyEntity): 'Active' | 'Inactive' {
  return key.active ? 'Active' : 'Inactive';
}

/** Access keys of users and of the root user. Source: IAM API reference. */
export const accessKeyOperations = {
  CreateAccessKey(input, context) {
    const owner = userOrCaller(context, input.UserName);
    const keys = keysOf(context, owner);
    if (keys.size >= MAX_ACCESS_KEYS) {
      throw limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${MAX_ACCESS_KEYS}`);
    }
    const user = owner === 'root' ? undefined : owner;
    const key: AccessKeyEntity = {
      id: newAccessKeyId('AKIA'),
      secret: newSecretAccessKey(),
      accountId: context.account,
      user,
      createDate: new Date(),
      active: true,
    };
    keys.add(key);
    context.state.accessKeys.set(key.id, key);
    return {
      AccessKey: {
        UserName: user?.name,
        AccessKeyId: key.id,
        Status: statusOf(key),
        SecretAccessKey: key.secret,
        CreateDate: key.createDate,
      },
    };
  },

  ListAccessKeys(input, context) {
    const keys = keysOf(context, userOrCaller(context, input.UserName));
    const { items, end } = pageOf(keys, (key) => key.id, input);
    const AccessKeyMetadata = items.map((key) => ({
      ...(key.user && { UserName: key.user.name }),
      AccessKeyId: key.id,
      Status: statusOf(key),
      CreateDate: key.createDate,
    }));
    return { AccessKeyMetadata, ...end };
  },

  UpdateAccessKey(input, context) {
    const key = keyWithId(keysOf(context, userOrCaller(context, input.UserName)), input.AccessKeyId);
    key.active = input.Status === 'Active';
    return {};
  },

  DeleteAccessKey(input, context) {
    const keys = keysOf(context, userOrCaller(context, input.UserName));
    const key = keyWithId(keys, input.AccessKeyId);
    keys.delete(key);
    context.state.accessKeys.delete(key.id);
    return {};
  },

  /** Differs: uses are not recorded, so every key is reported as never used. */
  GetAccessKeyLastUsed(input, context) {
    const id = required('accessKeyId', input.AccessKeyId);
    const key = context.state.accessKeys.get(id);
    if (key?.accountId !== context.account) {
      throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
    }
    return {
      ...(key.user && { UserName: key.user.name }),
      AccessKeyLastUsed: { LastUsedDate: undefined, ServiceName: 'N/A', Region: 'N/A' },
    };
  },
} satisfies OperationTable<'iam', IamState>;
