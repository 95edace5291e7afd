import { isPublic } from '../../../authorization/layers/is-public.ts';
import { exceededLimit } from '../../../authorization/policy-size.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Operation } from '../../../aws/operations.ts';
import type { Store } from '../../../stores/store.ts';
import { policyToStore, refusedDocument } from '../../documents/store-policy-document.ts';
import { absentPrincipal } from '../iam/existing-principals.ts';
import { SECRET_POLICY_RULES, UNSUPPORTED_PRINCIPAL } from './secret-policy-rules.ts';

/**
 * Checks a resource policy as Secrets Manager does before it attaches one. The document must be well-formed
 * and its principals must exist. If the request asks for it, the policy must not be public.
 *
 * Throws MalformedPolicyDocumentException, InvalidParameterException and PublicPolicyException.
 * Source: Secrets Manager API reference, PutResourcePolicy.
 * Differs: Secrets Manager analyzes who has access; here a policy is public if S3 would call it public.
 */
export async function checkSecretPolicy(
  store: Store,
  { operation, input }: { readonly operation: Operation; readonly input: object },
): Promise<void> {
  if (operation !== 'PutResourcePolicy') return;
  const text: unknown = Reflect.get(input, 'ResourcePolicy');
  if (typeof text !== 'string') return;
  const limit = exceededLimit('secret policy', text);
  if (limit !== undefined) {
    const message = `A resource policy has at most ${limit} characters.`;
    throw refused('InvalidParameterException', message);
  }
  const policy = policyToStore(text, 'secret', SECRET_POLICY_RULES);
  const absent = await absentPrincipal(store, policy);
  if (absent !== undefined)
    throw refusedDocument(text, SECRET_POLICY_RULES, { says: UNSUPPORTED_PRINCIPAL, fault: absent });
  if (Reflect.get(input, 'BlockPublicPolicy') === true && isPublic(policy)) {
    const message = "You can't attach a resource-based policy that allows broad access to the secret.";
    throw refused('PublicPolicyException', message);
  }
}

function refused(code: string, Message: string): AwsError {
  return new AwsError(code, 400, Message, { Message });
}
