import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type EndpointService, nameIn } from '../endpoint-service.ts';
import { undoableSecretsWrite } from './undoable-secrets-writes.ts';

/** AWS Secrets Manager at an endpoint. */
export const secretsAtEndpoint: EndpointService = {
  client: (settings) => new SecretsManagerClient(settings),
  named: { members: ['SecretId'], arn: /^arn:aws:secretsmanager:([a-z0-9-]+):(\d{12}):secret:/ },
  made: {
    CreateSecret: (_, output, ask) => {
      const SecretId = nameIn(output, 'ARN');
      const input = { SecretId, ForceDeleteWithoutRecovery: true };
      return [`secret ${SecretId}`, () => ask('secretsmanager', 'DeleteSecret', input)];
    },
  },
  undoable: undoableSecretsWrite,
};
