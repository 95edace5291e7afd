import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  type SecretsManagerClient,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import type { AnswerParts } from './answer-parts.ts';
import { SECRET } from './key-requests.ts';
import type { RequestedEncryption } from './object-requests.ts';

/** CreateSecret: stores {@link SECRET} under a name; without `encryption`, under the AWS managed key. */
export async function createSecret(
  client: SecretsManagerClient,
  name: string,
  encryption?: RequestedEncryption,
): Promise<AnswerParts> {
  const KmsKeyId = keyOf(encryption);
  const { ARN } = await client.send(new CreateSecretCommand({ Name: name, SecretString: SECRET, KmsKeyId }));
  return { secret: { name, arn: ARN ?? '' } };
}

/** GetSecretValue: returns the current value of a secret. */
export async function readSecret(
  client: SecretsManagerClient,
  { name, arn }: { readonly name: string; readonly arn: string },
): Promise<AnswerParts> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  return { content: SecretString, secretRead: name };
}

/** UpdateSecret: stores another value; names no key without `encryption`. */
export async function changeSecret(
  client: SecretsManagerClient,
  arn: string,
  encryption?: RequestedEncryption,
): Promise<AnswerParts> {
  const SecretString = `${SECRET}, not before`;
  await client.send(new UpdateSecretCommand({ SecretId: arn, SecretString, KmsKeyId: keyOf(encryption) }));
  return {};
}

/** PutResourcePolicy. */
export async function putSecretPolicy(
  client: SecretsManagerClient,
  arn: string,
  policy: string,
): Promise<void> {
  await client.send(new PutResourcePolicyCommand({ SecretId: arn, ResourcePolicy: policy }));
}

/** The KMS key of a secret: secrets are encrypted with KMS keys only. Throws TypeError for AES256. */
function keyOf(encryption: RequestedEncryption | undefined): string | undefined {
  if (encryption === 'AES256')
    throw new TypeError('SSE-S3 is for objects: a secret is encrypted with a KMS key');
  if (typeof encryption === 'object') return encryption.keyAlone;
  return encryption === 'aws:kms' ? undefined : encryption;
}
