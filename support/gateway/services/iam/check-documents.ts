import { parsePolicy } from '../../../authorization/parse-policy.ts';
import { principalsNamed } from '../../../authorization/principals-named.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Operation } from '../../../aws/operations.ts';
import type { Store } from '../../../stores/store.ts';
import { checkDocument, documentOf } from './document-checks.ts';
import { principalsExist } from './existing-principals.ts';

/** A call that may bring a policy document. */
interface DocumentCall {
  readonly store: Store;
  readonly operation: Operation<'iam' | 'sts'>;
  readonly input: object;
}

/** Refuses a policy that IAM or STS would not take: its form, or a principal that does not exist. Throws AwsError. */
export async function checkDocuments(
  service: 'iam' | 'sts',
  { store, operation, input }: DocumentCall,
): Promise<void> {
  const document = documentOf(service, operation, input);
  if (document === undefined) return;
  checkDocument(document);
  if (document.kind !== 'trust') return;
  const named = principalsNamed(parsePolicy(document.text, { kind: 'trust' }));
  for (const name of named) {
    if (await principalsExist(store, [name])) continue;
    throw new AwsError('MalformedPolicyDocument', 400, `Invalid principal in policy: "AWS":"${name}"`);
  }
}
