import { stsPermissions, UNTOLD_OF_TOKENS } from '../../../authorization/permissions/sts.ts';
import type { ServiceDesk } from '../../desk/service-desk.ts';
import { checkDocuments } from '../iam/check-documents.ts';
import { lookUpEntityTags } from '../iam/resource-tags.ts';
import { trustSide } from '../iam/trust-side.ts';
import { checkStsInput } from './check-sts-input.ts';
import { checkStsState } from './check-sts-state.ts';
import { planSts } from './plan-sts.ts';
import { stsSurfaces } from './sts-surfaces.ts';

/** AWS STS at the gateway. The roles that it gives sessions of are IAM's. */
export const stsDesk: ServiceDesk<'sts'> = {
  permissions: stsPermissions,
  checkInput: checkStsInput,
  plan: planSts,
  resourceSide: trustSide,
  derivedKeys: ({ principal }) => (principal.type === 'WebIdentity' ? UNTOLD_OF_TOKENS : {}),
  lookUp: lookUpEntityTags,
  surfaces: stsSurfaces,
  checkState: checkStsState,
  checkDocuments: (call) => checkDocuments('sts', call),
  makesDoubtful: () => [],
};
