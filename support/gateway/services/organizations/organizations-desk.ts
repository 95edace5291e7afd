import { organizationsPermissions } from '../../../authorization/permissions/organizations.ts';
import { organizationsError } from '../../../aws/organizations-error.ts';
import type { ServiceDesk } from '../../desk/service-desk.ts';
import { accountAnswers } from './answers/accounts.ts';
import { attachmentAnswers } from './answers/attachments.ts';
import { invitationAnswers } from './answers/invitations.ts';
import { organizationAnswers } from './answers/organizations.ts';
import { policyAnswers } from './answers/policies.ts';
import { tagAnswers } from './answers/tags.ts';
import { unitAnswers } from './answers/units.ts';
import { checkOrganizationsInput } from './check-input.ts';
import { checkOrganizationsState } from './check-state.ts';
import { organizationsSurfaces } from './organizations-surfaces.ts';
import { planOrganizations } from './plan-organizations.ts';

/** AWS Organizations at the gateway, which holds the organization itself: its policies bind on every store alike. */
export const organizationsDesk: ServiceDesk<'organizations'> = {
  permissions: organizationsPermissions,
  answers: {
    ...organizationAnswers,
    ...accountAnswers,
    ...unitAnswers,
    ...policyAnswers,
    ...attachmentAnswers,
    ...invitationAnswers,
    ...tagAnswers,
  },
  checkInput: checkOrganizationsInput,
  pageToken: {
    member: 'NextToken',
    refusal: () => organizationsError('InvalidInputException', 'INVALID_NEXT_TOKEN'),
  },
  plan: planOrganizations,
  // Resource control policies are about other services.
  isSparedByResourceControl: () => true,
  surfaces: organizationsSurfaces,
  checkState: checkOrganizationsState,
  makesDoubtful: () => [],
};
