import { secretsPermissions } from '../../../authorization/permissions/secretsmanager.ts';
import { secretsError } from '../../../aws/secrets-error.ts';
import type { ServiceDesk } from '../../desk/service-desk.ts';
import { batchGetSecretValue } from './batch-get-secret-value.ts';
import { checkSecretsInput } from './check-input.ts';
import { checkSecretsState } from './check-state.ts';
import { planSecrets } from './plan-secrets.ts';
import { getRandomPassword } from './random-password.ts';
import { rotateSecret } from './rotate-secret.ts';
import { lookUpSecret } from './secret-lookups.ts';
import { checkSecretPolicy } from './secret-policy-check.ts';
import { secretSide } from './secret-side.ts';
import { secretsKeyUse } from './secrets-key-use.ts';
import { secretsSurfaces } from './secrets-surfaces.ts';
import { validateResourcePolicy } from './validate-resource-policy.ts';

/** AWS Secrets Manager at the gateway. */
export const secretsDesk: ServiceDesk<'secretsmanager'> = {
  permissions: secretsPermissions,
  answers: {
    BatchGetSecretValue: batchGetSecretValue,
    GetRandomPassword: getRandomPassword,
    RotateSecret: rotateSecret,
    ValidateResourcePolicy: validateResourcePolicy,
  },
  checkInput: checkSecretsInput,
  pageToken: {
    member: 'NextToken',
    refusal: () => secretsError('InvalidNextTokenException', 'The NextToken value is invalid.'),
  },
  plan: planSecrets,
  checkState: checkSecretsState,
  resourceSide: secretSide,
  lookUp: lookUpSecret,
  surfaces: secretsSurfaces,
  keyUse: secretsKeyUse,
  checkDocuments: (call, { store }) => checkSecretPolicy(store, call),
  makesDoubtful: () => ['resources'],
};
