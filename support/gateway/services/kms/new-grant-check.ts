import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';
import { principalExists } from '../iam/existing-principals.ts';

/**
 * Refuses a grant whose grantee or retiring principal does not exist, as KMS does with InvalidArnException.
 *
 * Source: AWS KMS API reference, CreateGrant; the text as AWS Lambda passes it on.
 */
export async function checkNewGrant(store: Store, input: object): Promise<void> {
  for (const member of ['GranteePrincipal', 'RetiringPrincipal']) {
    const principal: unknown = Reflect.get(input, member);
    if (typeof principal !== 'string' || (await principalExists(store, principal))) continue;
    throw new AwsError('InvalidArnException', 400, `ARN does not refer to a valid principal: ${principal}`);
  }
}
