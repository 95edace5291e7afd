import { kmsPermissions } from '../../../authorization/permissions/kms.ts';
import { kmsError } from '../../../aws/kms-error.ts';
import type { Operation } from '../../../aws/operations.ts';
import { accountOf } from '../../../aws/principal.ts';
import type { ServiceDesk } from '../../desk/service-desk.ts';
import { throttlingError } from '../../kms-use/throttling-error.ts';
import { keysThroughService } from '../../kms-use/through-service.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { checkDocuments } from './check-documents.ts';
import { checkKmsInput } from './check-input.ts';
import { checkKmsState } from './check-state.ts';
import { directKmsCall } from './direct-kms-call.ts';
import { lookUpKey } from './key-lookups.ts';
import { isAwsManagedKey, keySide } from './key-side.ts';
import { kmsSurfaces } from './kms-surfaces.ts';
import { planKms } from './plan-kms.ts';

/** These change the grants of a key, and nothing else. */
const grantOperations: ReadonlySet<string> = new Set<Operation<'kms'>>([
  'CreateGrant',
  'RetireGrant',
  'RevokeGrant',
]);

/** AWS KMS at the gateway. */
export const kmsDesk: ServiceDesk<'kms'> = {
  permissions: kmsPermissions,
  performedElsewhere: {
    GetKeyLastUsage: 'It reads and takes one permission on the key. AWS refuses it for nothing but its form.',
  },
  checkInput(call) {
    refuseThrottled(call);
    checkKmsInput(call);
  },
  pageToken: {
    member: 'Marker',
    refusal: () => kmsError('InvalidMarkerException', 'The marker is invalid or has expired.'),
  },
  plan: planKms,
  checkState: checkKmsState,
  resourceSide: keySide,
  isSparedByResourceControl: isAwsManagedKey,
  lookUp: lookUpKey,
  surfaces: kmsSurfaces,
  checkDocuments,
  makesDoubtful: (operation) => (grantOperations.has(operation) ? ['grants'] : ['grants', 'resources']),
  ownKmsCall: directKmsCall,
  derivedKeys: ({ principal, via, region }, { endpoint }) => ({
    'kms:CallerAccount': accountOf(principal),
    ...(via && keysThroughService(via, region, endpoint)),
  }),
};

/** Counts a request against the caller's quota of KMS requests. Throws AwsError `ThrottlingException` for one too many. */
function refuseThrottled({ operation, account, region, input, facts }: CallFacts<'kms'>): void {
  const admitted = facts.surroundings?.kmsQuota.admits({ operation, account, region, input }) ?? true;
  if (!admitted) throw throttlingError();
}
