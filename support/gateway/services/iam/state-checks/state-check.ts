import type { Operation } from '../../../../aws/operations.ts';
import type { IamReader } from '../iam-reader.ts';

/** What IAM's inputs have in common, as far as the state of an account bears on it. */
export interface StateInput {
  readonly UserName?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly PolicyName?: string | undefined;
  readonly NewUserName?: string | undefined;
  readonly NewGroupName?: string | undefined;
  readonly PolicyArn?: string | undefined;
  readonly PolicyDocument?: string | undefined;
  readonly PermissionsBoundary?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly AccessKeyId?: string | undefined;
  readonly Tags?: readonly { readonly Key?: string | undefined }[] | undefined;
}

/** Refuses a call for the state of its account. Throws AwsError. */
export type StateCheck = (read: IamReader, input: StateInput) => Promise<void>;

/** Checks by operation. */
export type StateChecks = { readonly [O in Operation<'iam'>]?: StateCheck };
