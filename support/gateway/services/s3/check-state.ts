import type { Deciding } from '../../desk/deciding.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { refuseTaggingUnderAbac } from './state-checks/abac-tagging.ts';
import { refuseAttachedAccessPoints } from './state-checks/attached-access-points.ts';
import { refuseOtherChecksums } from './state-checks/completion-checksums.ts';
import { refuseUnfitSource } from './state-checks/copy-sources.ts';
import { refuseEmptyCompletion } from './state-checks/empty-completion.ts';
import { refuseLockedVersion } from './state-checks/locked-versions.ts';
import { refuseLogTarget } from './state-checks/log-targets.ts';
import { refuseLockOfOpenBucket, refuseLockWithoutVersions } from './state-checks/object-lock.ts';
import { refuseForeignOwner } from './state-checks/object-owners.ts';
import { refuseToDisableAcls } from './state-checks/ownership-controls.ts';
import { refuseUnknownMarker } from './state-checks/upload-id-marker.ts';

/** Refuses an allowed S3 call for the state of its bucket or object; undefined for a call that it is not about. Throws AwsError. */
type StateCheck = (call: CallFacts<'s3'>, deciding: Deciding) => Promise<void> | undefined;

/** One file a topic, in state-checks/, in the order in which S3 checks. */
const stateChecks: readonly StateCheck[] = [
  refuseAttachedAccessPoints,
  refuseTaggingUnderAbac,
  refuseToDisableAcls,
  refuseForeignOwner,
  refuseLockOfOpenBucket,
  refuseLockWithoutVersions,
  refuseLockedVersion,
  refuseLogTarget,
  refuseEmptyCompletion,
  refuseOtherChecksums,
  refuseUnfitSource,
  refuseUnknownMarker,
];

/** Refuses an allowed S3 call for the state of its bucket or object, before any store performs it. Throws AwsError. */
export function checkState(call: CallFacts<'s3'>, deciding: Deciding): Promise<void> | undefined {
  return checkFrom(0, call, deciding);
}

/** Few calls have a state to check: a promise is made for those alone. */
function checkFrom(first: number, call: CallFacts<'s3'>, deciding: Deciding): Promise<void> | undefined {
  for (let next = first; next < stateChecks.length; next++) {
    const checking = stateChecks[next]?.(call, deciding);
    if (checking !== undefined) return checking.then(() => checkFrom(next + 1, call, deciding));
  }
  return undefined;
}
