import type { Operation } from '../../../../aws/operations.ts';
import type { IamReader } from '../iam-reader.ts';

/** The members of IAM's inputs that the state checks read. */
export interface StateInput {
  readonly UserName?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly InstanceProfileName?: string | undefined;
  readonly PolicyName?: string | undefined;
  readonly NewUserName?: string | undefined;
  readonly NewGroupName?: string | undefined;
  readonly PolicyArn?: string | undefined;
  readonly PolicyDocument?: string | undefined;
  readonly PermissionsBoundary?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly AccessKeyId?: string | undefined;
  readonly Url?: string | undefined;
  readonly OpenIDConnectProviderArn?: string | undefined;
  readonly ClientID?: string | undefined;
  readonly ClientIDList?: readonly string[] | undefined;
  readonly Tags?: readonly { readonly Key?: string | undefined }[] | undefined;
}

/** Refuses a call for the state of its account. Throws AwsError. */
export type StateCheck = (read: IamReader, input: StateInput) => Promise<void>;

/** The check of each operation that has one. */
export type StateChecks = { readonly [O in Operation<'iam'>]?: StateCheck };
