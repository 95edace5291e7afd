import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';
import type { KeyScope } from '../../kms-use/resolve-key-reference.ts';
import { orAbsence } from '../../refusal/or-absence.ts';

/** The secret that a request means. */
export interface KnownSecret {
  /** As the request has it: a name, an ARN, or an ARN without its six random characters. */
  readonly reference: string;
  readonly arn: string;
  readonly account: string;
  /** The description by Secrets Manager; undefined if the secret does not exist. */
  readonly found?: FoundSecret | undefined;
  /** True for the ARN of something else than a secret, and of a secret in another Region. */
  readonly isNoSecret?: true;
}

/** The members that DescribeSecret returns. */
export interface FoundSecret {
  /** The reference to a KMS key as it was given; undefined for the AWS managed key. */
  readonly kmsKeyId: string | undefined;
  readonly deleted: boolean;
  /** True if it has a function that rotates it, or a schedule: an endpoint may hold such a secret. */
  readonly rotates: boolean;
}

/**
 * Finds the secret that a reference means, as Secrets Manager does: a name is looked up in the caller's account, an ARN
 * in its own. If it does not exist, a name stands for the ARN of a secret of that name with six unknown characters.
 *
 * Source: Secrets Manager API reference, SecretId of each operation; Secrets Manager user guide, "Find a
 * secret from a partial ARN". Throws ServiceUnavailable if the store does not tell.
 * Undocumented: AWS does not say on which resource it decides a name that no secret has; the request is
 * refused either way.
 */
export async function knownSecret(store: Store, reference: string, scope: KeyScope): Promise<KnownSecret> {
  const parts = parseArn(reference);
  const account = parts?.account && /^\d{12}$/.test(parts.account) ? parts.account : scope.account;
  const { region } = scope;
  const absent = {
    reference,
    account,
    arn: parts ? reference : `arn:aws:secretsmanager:${region}:${account}:secret:${reference}-??????`,
  };
  if (parts && !isOfSecret(parts, region)) return { ...absent, isNoSecret: true };
  const lookup = { service: 'secretsmanager', operation: 'DescribeSecret' } as const;
  const reading = () => store.read({ ...lookup, input: { SecretId: reference }, region, account });
  const described = await orAbsence(reading, 'ResourceNotFoundException');
  if (described instanceof AwsError) return absent;
  const { ARN, KmsKeyId, DeletedDate, RotationEnabled, RotationLambdaARN } = described;
  if (ARN === undefined) throw new TypeError(`DescribeSecret of ${reference} gave no ARN`);
  const rotates = RotationEnabled === true || RotationLambdaARN !== undefined;
  const found = { kmsKeyId: KmsKeyId, deleted: DeletedDate !== undefined, rotates };
  return { reference, arn: ARN, account, found };
}

function isOfSecret(
  { service, region, resource }: NonNullable<ReturnType<typeof parseArn>>,
  here: string,
): boolean {
  return service === 'secretsmanager' && region === here && resource.startsWith('secret:');
}
