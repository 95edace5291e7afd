import { AwsError } from '../../../../aws/aws-error.ts';
import { organizationsError } from '../../../../aws/organizations-error.ts';
import type { DocumentRules } from '../../../documents/document-rule.ts';
import { isNull, noObject, notJson } from '../../../documents/faults/text-faults.ts';
import { detailHeader, policyToStore } from '../../../documents/store-policy-document.ts';
import type { ControlPolicyType } from '../../../surroundings/organization.ts';

/** AWS tells no reason for a document that it refuses; keyhole's reason is in a header. */
const RULES: DocumentRules = {
  text: [notJson, noObject, isNull].map((finds) => ({
    finds,
    says: '',
    source: 'AWS Organizations API reference, CreatePolicy.',
    sure: 'documented',
  })),
  document: [],
  statement: [],
  otherwise: '',
  error: (_, { [detailHeader]: detail = '' }) => {
    const { code, status, message, members } = organizationsError('MalformedPolicyDocumentException');
    return new AwsError(code, status, message, members, { [detailHeader]: detail });
  },
};

/** The grammar and the most characters of a policy. Source: AWS Organizations user guide, "Quotas for AWS Organizations". */
const CONTENT = {
  SERVICE_CONTROL_POLICY: { kind: 'scp', most: 10_240 },
  RESOURCE_CONTROL_POLICY: { kind: 'rcp', most: 5120 },
} as const;

/** Refuses the document of a control policy. Throws MalformedPolicyDocumentException, ConstraintViolationException. */
export function requireContent(type: ControlPolicyType, content: string): void {
  const { kind, most } = CONTENT[type];
  if (content.length > most)
    throw organizationsError('ConstraintViolationException', 'POLICY_CONTENT_LIMIT_EXCEEDED');
  policyToStore(content, kind, RULES);
}
