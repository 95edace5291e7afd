import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { EndpointService } from '../endpoint-service.ts';

/** AWS Organizations at an endpoint. The gateway answers it, and asks no endpoint. */
export const organizationsAtEndpoint: EndpointService = {
  client: (settings) => new OrganizationsClient(settings),
  undoData: () => 'nothing to undo',
};
