import type { AwsError } from '../../../../aws/aws-error.ts';
import { limitExceeded, noSuchEntity } from '../../../../aws/iam-errors.ts';
import { type IamReader, pages, unlessAbsent } from '../iam-reader.ts';
import type { StateChecks, StateInput } from './state-check.ts';

/** Access keys that a user may have. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAX_ACCESS_KEYS = 2;

function keysOf(read: IamReader, UserName: string | undefined) {
  return pages((Marker) => read('ListAccessKeys', { UserName, Marker }), 'AccessKeyMetadata');
}

async function requireOwnKey(read: IamReader, { UserName, AccessKeyId }: StateInput): Promise<void> {
  const keys = await keysOf(read, UserName);
  if (!keys.some((key) => key.AccessKeyId === AccessKeyId)) throw notFound(AccessKeyId);
}

function notFound(AccessKeyId: string | undefined): AwsError {
  return noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
}

/**
 * An access key is changed or described only if it belongs to the user that the call names.
 * Source: IAM API reference.
 */
export const accessKeyChecks: StateChecks = {
  async CreateAccessKey(read, { UserName }) {
    if ((await keysOf(read, UserName)).length >= MAX_ACCESS_KEYS)
      throw limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${MAX_ACCESS_KEYS}`);
  },
  /** Some stores find the access keys of other accounts too, and would name their users. */
  async GetAccessKeyLastUsed(read, { AccessKeyId }) {
    const { UserName } = await read('GetAccessKeyLastUsed', { AccessKeyId });
    if (UserName === undefined) return;
    const user = await unlessAbsent(read('GetUser', { UserName }));
    if (user === undefined) throw notFound(AccessKeyId);
    await requireOwnKey(read, { UserName, AccessKeyId });
  },
  UpdateAccessKey: requireOwnKey,
  DeleteAccessKey: requireOwnKey,
};
