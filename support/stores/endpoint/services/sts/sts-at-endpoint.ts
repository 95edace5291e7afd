import { STSClient } from '@aws-sdk/client-sts';
import type { EndpointService } from '../endpoint-service.ts';

/** AWS STS at an endpoint. Its sessions are keyhole's own, and leave nothing at the endpoint. */
export const stsAtEndpoint: EndpointService = {
  client: (settings) => new STSClient(settings),
  undoData: () => 'nothing to undo',
};
