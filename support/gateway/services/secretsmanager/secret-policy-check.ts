import { isPublic } from '../../../authorization/layers/is-public.ts';
import { parsePolicy } from '../../../authorization/parse-policy.ts';
import { exceededLimit } from '../../../authorization/policy-size.ts';
import { principalsNamed } from '../../../authorization/principals-named.ts';
import type { Policy } from '../../../authorization/terms/policy.ts';
import { PolicyError } from '../../../authorization/terms/policy-error.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Operation } from '../../../aws/operations.ts';
import type { Store } from '../../../stores/store.ts';
import { principalsExist } from '../iam/existing-principals.ts';

/**
 * Checks a resource policy as Secrets Manager does before it attaches one: the document, that its principals exist, and,
 * where the request wants it, that it is not open to everybody.
 *
 * Throws MalformedPolicyDocumentException, InvalidParameterException and PublicPolicyException. Source: Secrets Manager
 * API reference, PutResourcePolicy.
 * Differs: Secrets Manager reasons about who is let in; here a policy is open to everybody where S3 would call it public.
 */
export async function checkSecretPolicy(
  store: Store,
  { operation, input }: { readonly operation: Operation; readonly input: object },
): Promise<void> {
  if (operation !== 'PutResourcePolicy') return;
  const text: unknown = Reflect.get(input, 'ResourcePolicy');
  if (typeof text !== 'string') return;
  const policy = parse(text);
  const limit = exceededLimit('secret policy', text);
  if (limit !== undefined) {
    const message = `A resource policy has at most ${limit} characters.`;
    throw refused('InvalidParameterException', message);
  }
  if (!(await principalsExist(store, principalsNamed(policy)))) {
    const message = 'This resource policy contains an unsupported principal.';
    throw refused('MalformedPolicyDocumentException', message);
  }
  if (Reflect.get(input, 'BlockPublicPolicy') === true && isPublic(policy)) {
    const message =
      'This resource policy grants broad access to your secret, which BlockPublicPolicy prevents.';
    throw refused('PublicPolicyException', message);
  }
}

function parse(text: string): Policy {
  try {
    return parsePolicy(text, { kind: 'secret' });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const message = /\.(Not)?Principal\b/.test(error.path)
      ? 'This resource policy contains an unsupported principal.'
      : `This resource policy contains a syntax error: ${error.message}`;
    throw refused('MalformedPolicyDocumentException', message);
  }
}

function refused(code: string, Message: string): AwsError {
  return new AwsError(code, 400, Message, { Message });
}
