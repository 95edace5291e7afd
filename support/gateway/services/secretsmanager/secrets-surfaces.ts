import { AwsError } from '../../../aws/aws-error.ts';
import { kmsWordsThroughService } from '../../kms-use/kms-refusal-words.ts';
import { accessDenied, accessDeniedException, because, subject } from '../../refusal/refusal-words.ts';
import type { Surface } from '../../refusal/surface.ts';
import { accessToKms } from './secret-key.ts';

/**
 * How Secrets Manager refuses. It names a secret as the request does, and hides KMS's words, which CloudTrail
 * has.
 *
 * Source: IAM user guide, "Troubleshoot access denied error messages"; AWS's answers to GetSecretValue.
 * Differs: AWS does not re-encrypt versions under an older key if the caller may not use that key; keyhole
 * refuses the request.
 */
export const secretsSurfaces = {
  secretsmanager: {
    refuse: (denied, { principal, said }) => {
      const resource = said === undefined ? '' : ` on resource: ${said}`;
      return accessDeniedException(`${subject(denied, principal)}${resource} ${because(denied)}`);
    },
  },
  'kms through secretsmanager': {
    through: 'secretsmanager',
    takesKey: true,
    refuse: accessToKms,
    keptFromClient: (denied, { principal }) =>
      accessDenied(`${subject(denied, principal)} ${kmsWordsThroughService(denied)}`),
  },
  'kms for older versions': {
    through: 'secretsmanager',
    refuse: () =>
      new AwsError(
        'NotImplemented',
        501,
        'keyhole does not implement changing the key of a secret without its versions.',
      ),
  },
} satisfies Readonly<Record<string, Surface>>;
