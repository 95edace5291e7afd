import type { Denied } from '../../../authorization/terms/decision.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { throughDynamodb } from '../../../aws/dynamodb-kms-errors.ts';
import { kmsWords, kmsWordsThroughService } from '../../kms-use/kms-refusal-words.ts';
import { accessDeniedException, because, subject } from '../../refusal/refusal-words.ts';
import type { Refused, Surface } from '../../refusal/surface.ts';

/**
 * How DynamoDB refuses. It wraps KMS's refusals in words of its own client.
 *
 * Source: IAM user guide, "Troubleshoot access denied error messages"; AWS's answers to CreateTable and
 * GetItem.
 * Undocumented: AWS does not say whether DynamoDB works without some of the KMS permissions that its guide
 * lists.
 */
export const dynamodbSurfaces = {
  dynamodb: {
    refuse: (denied, { principal }) =>
      accessDeniedException(
        `${subject(denied, principal)} on resource: ${denied.permission.resource} ${because(denied)}`,
      ),
  },
  'kms through dynamodb': {
    through: 'dynamodb',
    takesKey: true,
    refuse: (denied, refused) => throughDynamodb(accessDeniedException(kmsText(denied, refused))),
  },
  'kms documented for dynamodb': {
    through: 'dynamodb',
    refuse: (denied, refused) =>
      new AwsError(
        'NotImplemented',
        501,
        `keyhole cannot decide this request: DynamoDB documents a permission as needed to choose the key of a table, and not whether it refuses without. ${kmsText(denied, refused)}`,
      ),
  },
} satisfies Readonly<Record<string, Surface>>;

/** To decrypt the table key, DynamoDB gives KMS a ciphertext, as S3 does. */
function kmsText(denied: Denied, { principal }: Refused): string {
  const decrypts = denied.permission.action === 'kms:Decrypt';
  return `${subject(denied, principal)} ${decrypts ? kmsWordsThroughService(denied) : kmsWords(denied)}`;
}
