import { accountOf } from '../../aws/principal.ts';
import { isInitiator, type UploadInitiator } from '../../aws/upload-initiator.ts';
import { NAMED } from '../matching/principal-matcher.ts';
import type { Case } from '../terms/case.ts';
import type { Decision, Denied, StatementReference } from '../terms/decision.ts';
import { UndecidableError } from '../terms/undecidable-error.ts';
import { type Allow, NO_ALLOW } from './scan.ts';
import { beyondBounds, bounded, identityAllow } from './sides.ts';
import { granted } from './verdict.ts';

/** The default by which S3 allows, as decisions show it. */
const DEFAULT: StatementReference = {
  policy: 'the defaults of Amazon S3',
  layer: 'resource',
  index: 0,
  sid: 'The initiator of an upload lists its parts and aborts it',
  effect: 'Allow',
};

/**
 * Decides by the policies, and by a default of S3. The initiator of a multipart upload lists its parts and aborts it. It
 * needs no allow of its own policies or of the bucket's. A Deny denies it, and a VPC endpoint has to allow it. The account
 * of a user that began the upload may do the same, and passes it on by its identity-based policies.
 *
 * Source: Amazon S3 user guide, "Multipart upload API and permissions".
 * Undocumented: whether boundaries, session policies and access points limit the default, and whether another session of
 * a role counts as its initiator. keyhole decides none of these.
 */
export function byInitiatorOr(policies: (request: Case) => Decision, request: Case): Decision {
  const { uploadInitiator: initiator } = request.permission;
  if (initiator === undefined || accountOf(request.principal) === undefined) return policies(request);
  const isItself = initiator !== 'not known' && isInitiator(request.principal, initiator);
  if (isItself && unclear(request) === undefined) return granted(request, [byDefault()]);
  const decision = policies(request);
  if (decision.result === 'Granted' || decision.explicit) return decision;
  if (initiator === 'not known') throw undecidable(request, 'the initiator of the multipart upload');
  if (isItself) throw undecidable(request, unclear(request) ?? 'the default for initiators');
  return byAccount(request, initiator, decision);
}

/** Decides for a caller that is not the initiator: the account of the initiator may do what it may. */
function byAccount(request: Case, initiator: UploadInitiator, decision: Denied): Decision {
  if (accountOf(request.principal) !== initiator.accountId) return decision;
  if (isOfSameRole(request, initiator))
    throw undecidable(
      request,
      'whether another session of the same role counts as the initiator of an upload',
    );
  if (request.sameAccount) return decision;
  const onIdentity = identityAllow(request);
  if (onIdentity.undecidable !== undefined) throw onIdentity.undecidable;
  if (onIdentity.named === NAMED.not) return decision;
  if (initiator.type !== 'User' && initiator.type !== 'Root')
    throw undecidable(request, 'whether an upload that a session began belongs to its account as well');
  return bounded(request, [byDefault(), onIdentity], NO_ALLOW);
}

/** True for another session of the role of which a session began the upload. */
function isOfSameRole({ principal }: Case, { type, userId }: UploadInitiator): boolean {
  if (principal.type !== 'AssumedRole' || type !== 'AssumedRole') return false;
  return userId?.startsWith(`${principal.roleId}:`) === true;
}

/** The fact that AWS leaves open about the default in a case; undefined if the default applies. */
function unclear(request: Case): string | undefined {
  if (!request.permission.resource.includes(':s3:::'))
    return 'whether access points limit the initiator of an upload';
  const beyond = beyondBounds(request);
  return beyond === undefined
    ? undefined
    : `whether a ${beyond.layer} policy limits the initiator of an upload`;
}

function byDefault(): Allow {
  return { ...NO_ALLOW, named: NAMED.direct, statement: DEFAULT };
}

function undecidable({ permission }: Case, fact: string): UndecidableError {
  return new UndecidableError(fact, `the defaults of Amazon S3 for ${permission.action}`, 'initiator');
}
