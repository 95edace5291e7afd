import { sdkClients } from '../../../../aws/sdk-clients.ts';
import type { EndpointService } from '../endpoint-service.ts';

/** S3 Control at an endpoint. The gateway answers it, and asks no endpoint. */
export const s3controlAtEndpoint: EndpointService = {
  client: (settings) => new sdkClients.s3control.S3ControlClient(settings),
  undoData: () => 'nothing to undo',
};
