import {
  CreateGrantCommand,
  type KMSClient,
  RetireGrantCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms';
import type { ObjectName } from '../aws/object-reference.ts';
import type { AnswerParts, GrantMade } from './answer-parts.ts';

/** A grant of kms:Decrypt, as features ask for it. */
export interface DecryptionGrant {
  readonly keyArn: string;
  readonly granteeArn: string;
  /** Limits the grant to one object of S3: to requests with its ARN in the encryption context. */
  readonly of?: ObjectName | undefined;
}

/** CreateGrant: lets a principal decrypt with a key, either everything or one object. */
export async function grantDecryption(
  kms: KMSClient,
  { keyArn, granteeArn, of }: DecryptionGrant,
): Promise<AnswerParts> {
  const subset = of && { 'aws:s3:arn': `arn:aws:s3:::${of.Bucket}/${of.Key}` };
  const { GrantId } = await kms.send(
    new CreateGrantCommand({
      KeyId: keyArn,
      GranteePrincipal: granteeArn,
      Operations: ['Decrypt'],
      ...(subset && { Constraints: { EncryptionContextSubset: subset } }),
    }),
  );
  return { grant: GrantId === undefined ? undefined : { keyArn, grantId: GrantId } };
}

/** RevokeGrant. */
export async function revokeGrant(kms: KMSClient, { keyArn, grantId }: GrantMade): Promise<AnswerParts> {
  await kms.send(new RevokeGrantCommand({ KeyId: keyArn, GrantId: grantId }));
  return {};
}

/** RetireGrant. */
export async function retireGrant(kms: KMSClient, { keyArn, grantId }: GrantMade): Promise<AnswerParts> {
  await kms.send(new RetireGrantCommand({ KeyId: keyArn, GrantId: grantId }));
  return {};
}
