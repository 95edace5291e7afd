import { AwsError } from '../../../aws/aws-error.ts';
import type { Input, Operation, Output, Service } from '../../../aws/operations.ts';

/** Puts one thing back to what it was. */
export type Undo = () => Promise<unknown>;

/** One request of the same account and region as the write. */
export type Ask = <S extends Service, O extends Operation<S>>(
  service: S,
  operation: O,
  input: Input<S, O>,
) => Promise<Output<S, O>>;

/** Looks at what a write is about to replace, and gives how to put that back. */
type Remember = (ask: Ask, input: object) => Promise<Undo>;

/** What an operation writes, and how to remember that; no way to remember where it is none of those that can be undone. */
export function undoable(operation: Operation): readonly [what: string, remember?: Remember] {
  switch (operation) {
    case 'PutKeyPolicy':
      return ['key policy', keyPolicy];
    case 'PutBucketPolicy':
    case 'DeleteBucketPolicy':
      return ['bucket policy', bucketPolicy];
    case 'PutBucketEncryption':
    case 'DeleteBucketEncryption':
      return ['bucket encryption', bucketEncryption];
    case 'PutPublicAccessBlock':
    case 'DeletePublicAccessBlock':
      return ['public access block', publicAccessBlock];
    case 'PutRolePolicy':
    case 'DeleteRolePolicy':
      return ['role policy', rolePolicy];
    case 'PutUserPolicy':
    case 'DeleteUserPolicy':
      return ['user policy', userPolicy];
    case 'EnableKey':
    case 'DisableKey':
      return ['key state', keyState];
    default:
      return [operation];
  }
}

const keyPolicy: Remember = async (ask, input) => {
  const { KeyId } = named(input, 'KeyId');
  const { Policy } = await ask('kms', 'GetKeyPolicy', { KeyId, PolicyName: 'default' });
  return () =>
    ask('kms', 'PutKeyPolicy', {
      KeyId,
      PolicyName: 'default',
      Policy,
      BypassPolicyLockoutSafetyCheck: true,
    });
};

const bucketPolicy: Remember = async (ask, input) => {
  const { Bucket } = named(input, 'Bucket');
  const { Policy } = await orNone(ask('s3', 'GetBucketPolicy', { Bucket }));
  return () =>
    Policy === undefined
      ? ask('s3', 'DeleteBucketPolicy', { Bucket })
      : ask('s3', 'PutBucketPolicy', { Bucket, Policy });
};

const bucketEncryption: Remember = async (ask, input) => {
  const { Bucket } = named(input, 'Bucket');
  const { ServerSideEncryptionConfiguration } = await orNone(ask('s3', 'GetBucketEncryption', { Bucket }));
  return () =>
    ServerSideEncryptionConfiguration === undefined
      ? ask('s3', 'DeleteBucketEncryption', { Bucket })
      : ask('s3', 'PutBucketEncryption', { Bucket, ServerSideEncryptionConfiguration });
};

const publicAccessBlock: Remember = async (ask, input) => {
  const { Bucket } = named(input, 'Bucket');
  const { PublicAccessBlockConfiguration } = await orNone(ask('s3', 'GetPublicAccessBlock', { Bucket }));
  return () =>
    PublicAccessBlockConfiguration === undefined
      ? ask('s3', 'DeletePublicAccessBlock', { Bucket })
      : ask('s3', 'PutPublicAccessBlock', { Bucket, PublicAccessBlockConfiguration });
};

const rolePolicy: Remember = async (ask, input) => {
  const policy = named(input, 'RoleName', 'PolicyName');
  const { PolicyDocument } = await orNone(ask('iam', 'GetRolePolicy', policy));
  return () =>
    PolicyDocument === undefined
      ? gone(ask('iam', 'DeleteRolePolicy', policy))
      : ask('iam', 'PutRolePolicy', { ...policy, PolicyDocument: decodeURIComponent(PolicyDocument) });
};

const userPolicy: Remember = async (ask, input) => {
  const policy = named(input, 'UserName', 'PolicyName');
  const { PolicyDocument } = await orNone(ask('iam', 'GetUserPolicy', policy));
  return () =>
    PolicyDocument === undefined
      ? gone(ask('iam', 'DeleteUserPolicy', policy))
      : ask('iam', 'PutUserPolicy', { ...policy, PolicyDocument: decodeURIComponent(PolicyDocument) });
};

const keyState: Remember = async (ask, input) => {
  const { KeyId } = named(input, 'KeyId');
  const { KeyMetadata } = await ask('kms', 'DescribeKey', { KeyId });
  return () => ask('kms', KeyMetadata?.Enabled === false ? 'DisableKey' : 'EnableKey', { KeyId });
};

/** The members of an input that name what it is about; a request without one of them fails by itself. */
function named<Member extends string>(input: object, ...members: readonly Member[]): Record<Member, string> {
  const entries = members.map((member) => [member, String(Reflect.get(input, member))]);
  return Object.fromEntries(entries);
}

/** What there is, or nothing where there is none. */
async function orNone<T extends object>(asked: Promise<T>): Promise<Partial<T>> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AwsError && error.status === 404) return {};
    throw error;
  }
}

/** What is to be gone may be gone already. */
async function gone(removal: Promise<unknown>): Promise<void> {
  await orNone(removal.then(() => ({})));
}
