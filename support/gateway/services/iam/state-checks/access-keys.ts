import { limitExceeded, noSuchEntity } from '../../../../aws/iam-errors.ts';
import { type IamReader, pages } from '../iam-reader.ts';
import type { StateChecks, StateInput } from './state-check.ts';

/** Access keys that a user may have. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAX_ACCESS_KEYS = 2;

function keysOf(read: IamReader, UserName: string | undefined) {
  return pages((Marker) => read('ListAccessKeys', { UserName, Marker }), 'AccessKeyMetadata');
}

async function requireOwnKey(read: IamReader, { UserName, AccessKeyId }: StateInput): Promise<void> {
  const keys = await keysOf(read, UserName);
  if (!keys.some((key) => key.AccessKeyId === AccessKeyId))
    throw noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
}

/** An access key is changed only if it belongs to the user that the call is about. Source: IAM API reference. */
export const accessKeyChecks: StateChecks = {
  async CreateAccessKey(read, { UserName }) {
    if ((await keysOf(read, UserName)).length >= MAX_ACCESS_KEYS)
      throw limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${MAX_ACCESS_KEYS}`);
  },
  UpdateAccessKey: requireOwnKey,
  DeleteAccessKey: requireOwnKey,
};
