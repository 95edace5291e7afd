import { ALL_BUCKETS } from '../../../authorization/permissions/s3-resources.ts';
import type { Denied } from '../../../authorization/terms/decision.ts';
import { altered } from '../../../authorization/terms/lazy-decision.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { accountOf } from '../../../aws/principal.ts';
import { kmsWordsThroughService } from '../../kms-use/kms-refusal-words.ts';
import { accessDenied, because, subject } from '../../refusal/refusal-words.ts';
import type { Refused, Surface } from '../../refusal/surface.ts';
import { behindAccessPoint, isOfCallerAlone } from './behind-access-point.ts';
import { checksumsUndecided } from './checksums-undecided.ts';

/**
 * How S3 refuses. It passes KMS's refusals on.
 *
 * Source: Amazon S3 user guide, "Troubleshoot access denied (403 Forbidden) errors in Amazon S3".
 * Undocumented: AWS does not say whether S3 returns checksums to callers that may not use their KMS key.
 */
export const s3Surfaces = {
  s3: { refuse: s3Refusal },
  's3 behind an access point': {
    refuse: (denied, refused) => behindAccessPoint(denied) ?? s3Refusal(denied, refused),
    isUndocumented: isOfCallerAlone,
  },
  'kms through s3': {
    through: 's3',
    refuse: (denied, { principal }) =>
      accessDenied(`${subject(denied, principal)} ${kmsWordsThroughService(denied)}`),
  },
  'kms undocumented for s3': { through: 's3', refuse: checksumsUndecided, isUndocumented: () => true },
} satisfies Readonly<Record<string, Surface>>;

/** Policies allow it to another account, and S3 performs it for the bucket's own account alone. */
function s3Refusal(denied: Denied, refused: Refused): AwsError {
  if (denied.layer !== 'cross-account operation') return accessDenied(s3Words(denied, refused));
  const { action, resourceAccount: owner } = denied.permission;
  const error = new AwsError(
    'MethodNotAllowed',
    405,
    'The specified method is not allowed against this resource.',
  );
  return error.because({
    why: `only identities of the bucket's own account ${owner} may use ${action}, and the caller is none; no policy can allow it`,
    remedy: `ask as a principal of account ${owner}`,
  });
}

/** S3 gives its reason within the account and the organization; other accounts and anonymous callers get only the code. */
function s3Words(denied: Denied, { principal, surroundings }: Refused): string {
  if (principal.type === 'Anonymous') return 'Access Denied';
  if (denied.crossAccount) {
    const related = surroundings.related(accountOf(principal), denied.permission.resourceAccount);
    if (!related || denied.layer === 'endpoint policy') return 'Access Denied';
  }
  const { resource } = denied.permission;
  // The refusal of ListBuckets names no resource.
  const on = resource === ALL_BUCKETS ? '' : ` on resource: "${resource}"`;
  // Accounts of one organization are told as much as one account is.
  return `${subject(denied, principal)}${on} ${because(altered(denied, { crossAccount: false }))}`;
}
