import { ALL_BUCKETS } from '../../../authorization/permissions/s3-resources.ts';
import type { Denied } from '../../../authorization/terms/decision.ts';
import { accountOf } from '../../../aws/principal.ts';
import { kmsWordsThroughService } from '../../kms-use/kms-refusal-words.ts';
import { accessDenied, because, subject } from '../../refusal/refusal-words.ts';
import type { Refused, Surface } from '../../refusal/surface.ts';
import { checksumsUndecided } from './checksums-undecided.ts';

/**
 * How S3 refuses. It passes KMS's refusals on.
 *
 * Source: Amazon S3 user guide, "Troubleshoot access denied (403 Forbidden) errors in Amazon S3".
 * Undocumented: AWS does not say whether S3 returns checksums to callers that may not use their KMS key.
 */
export const s3Surfaces = {
  s3: { refuse: (denied, refused) => accessDenied(s3Words(denied, refused)) },
  'kms through s3': {
    through: 's3',
    refuse: (denied, { principal }) =>
      accessDenied(`${subject(denied, principal)} ${kmsWordsThroughService(denied)}`),
  },
  'kms undocumented for s3': { through: 's3', refuse: checksumsUndecided, isUndocumented: true },
} satisfies Readonly<Record<string, Surface>>;

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
  return `${subject(denied, principal)}${on} ${because(denied)}`;
}
