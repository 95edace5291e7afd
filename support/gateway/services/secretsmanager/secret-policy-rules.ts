import { AwsError } from '../../../aws/aws-error.ts';
import type { DocumentRules } from '../../documents/document-rule.ts';
import { incomparableValue, unknownOperator } from '../../documents/faults/condition-faults.ts';
import {
  emptyStatement,
  invalidVersion,
  noStatement,
  ofAnyStatement,
  unknownElement,
} from '../../documents/faults/document-faults.ts';
import { invalidPrincipal, invalidService } from '../../documents/faults/principal-faults.ts';
import { invalidEffect, malformedStatement, without } from '../../documents/faults/statement-faults.ts';
import { noObject, notJson } from '../../documents/faults/text-faults.ts';

/** Secrets Manager's text for principals that cannot be any, or do not exist. */
export const UNSUPPORTED_PRINCIPAL = 'This resource policy contains an unsupported principal.';

const GUIDE = 'AWS Secrets Manager user guide, "Attach a permissions policy to a secret", errors';
const syntax = {
  says: 'This resource policy contains a syntax error.',
  source: GUIDE,
  sure: 'documented',
} as const;

/**
 * The rules by which Secrets Manager refuses a resource policy.
 *
 * Undocumented: AWS does not say whether it refuses actions that it does not have. Its guide shows a policy
 * with one, so here it takes them. It also takes two equal Sids, and Allow with NotPrincipal.
 */
export const SECRET_POLICY_RULES: DocumentRules = {
  text: [
    { finds: notJson, ...syntax },
    { finds: noObject, ...syntax },
  ],
  document: [
    { finds: unknownElement, ...syntax },
    { finds: invalidVersion, ...syntax },
    { finds: noStatement, ...syntax },
    { finds: emptyStatement, ...syntax },
    { finds: ofAnyStatement(malformedStatement), ...syntax },
  ],
  statement: [
    { finds: without('Effect'), ...syntax },
    { finds: invalidEffect, ...syntax },
    { finds: without('Principal'), ...syntax },
    {
      finds: invalidService,
      says: 'This resource policy contains an unsupported service principal.',
      source: 'Public reports of what PutResourcePolicy answered',
      sure: 'reported',
    },
    { finds: invalidPrincipal('secret'), says: UNSUPPORTED_PRINCIPAL, source: GUIDE, sure: 'documented' },
    { finds: without('Action'), ...syntax },
    { finds: without('Resource'), ...syntax },
    { finds: unknownOperator, ...syntax },
    { finds: incomparableValue(), ...syntax },
  ],
  otherwise: syntax.says,
  error: (Message, headers) =>
    new AwsError('MalformedPolicyDocumentException', 400, Message, { Message }, headers),
};
