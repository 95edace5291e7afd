import { textMember } from '../../plan/text-member.ts';

/** The members of inputs that decide what Secrets Manager asks KMS. */
export interface KmsMembers {
  readonly KmsKeyId: string | undefined;
  readonly ClientRequestToken: string | undefined;
  readonly VersionId: string | undefined;
  readonly VersionStage: string | undefined;
  readonly hasValue: boolean;
}

/** Those members, as far as an operation has them. */
export function membersOf(input: object): KmsMembers {
  const text = (name: string) => textMember(input, name);
  return {
    KmsKeyId: text('KmsKeyId'),
    ClientRequestToken: text('ClientRequestToken'),
    VersionId: text('VersionId'),
    VersionStage: text('VersionStage'),
    hasValue: text('SecretString') !== undefined || Reflect.get(input, 'SecretBinary') !== undefined,
  };
}
