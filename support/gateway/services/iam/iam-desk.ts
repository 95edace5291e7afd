import { iamPermissions } from '../../../authorization/permissions/iam.ts';
import { validationError } from '../../../aws/iam-errors.ts';
import type { ServiceDesk } from '../../desk/service-desk.ts';
import { checkDocuments } from './check-documents.ts';
import { checkIamInput } from './check-iam-input.ts';
import { checkIamState } from './check-iam-state.ts';
import { iamSurfaces } from './iam-surfaces.ts';
import { planIdentity } from './plan-identity.ts';
import { lookUpEntityTags } from './resource-tags.ts';
import { simulationAnswers } from './simulation/simulation-answers.ts';

/** AWS IAM at the gateway. */
export const iamDesk: ServiceDesk<'iam'> = {
  permissions: iamPermissions,
  answers: simulationAnswers,
  checkInput: checkIamInput,
  pageToken: { member: 'Marker', refusal: () => validationError('Invalid Marker.') },
  plan: (call, rule) => planIdentity(call, iamSurfaces.iam, rule),
  lookUp: lookUpEntityTags,
  surfaces: iamSurfaces,
  checkState: checkIamState,
  checkDocuments: (call) => checkDocuments('iam', call),
  // Policies and grants name principals by their unique ids, which IAM's writes may change.
  makesDoubtful: () => ['identities', 'grants', 'resources'],
};
