import { AwsError } from '../../../aws/aws-error.ts';
import type { DocumentRules, Fault } from '../../documents/document-rule.ts';
import { conditionsOf, incomparableValue, unknownOperator } from '../../documents/faults/condition-faults.ts';
import {
  emptyStatement,
  invalidVersion,
  noStatement,
  ofAnyStatement,
  unknownElement,
} from '../../documents/faults/document-faults.ts';
import { emptyPrincipal, invalidPrincipal } from '../../documents/faults/principal-faults.ts';
import { invalidEffect, malformedStatement, without } from '../../documents/faults/statement-faults.ts';
import { noObject, notJson } from '../../documents/faults/text-faults.ts';
import type { WrittenStatement } from '../../documents/written-policy.ts';

/** KMS's text for principals that cannot be any, or do not exist. */
export const INVALID_PRINCIPALS = 'Policy contains a statement with one or more invalid principals.';

const GUIDE = 'AWS KMS developer guide';
const SHARED = 'The parser of policies that AWS services share, as DynamoDB and IAM answer';
const syntax = { says: 'Syntax error in policy.', source: SHARED, sure: 'wording assumed' } as const;

/**
 * The rules by which KMS refuses a key policy.
 * Source: AWS KMS developer guide, "Creating a key policy"; the texts as each row says.
 *
 * A statement without Action or Resource is stored, to no effect: the guide says so of CreateKey and
 * PutKeyPolicy, though a public report has `Missing required field Action`.
 * Undocumented: AWS does not say whether KMS refuses unknown actions, actions and resources of other
 * services, two equal Sids, or Allow with NotPrincipal. Here they are taken.
 */
export const KEY_POLICY_RULES: DocumentRules = {
  text: [
    { finds: notJson, says: 'This policy contains invalid Json', source: SHARED, sure: 'wording assumed' },
    { finds: noObject, says: 'This policy contains invalid Json', source: SHARED, sure: 'wording assumed' },
  ],
  document: [
    { finds: unknownElement, ...syntax },
    {
      finds: invalidVersion,
      says: 'The policy must contain a valid version string',
      source: SHARED,
      sure: 'wording assumed',
    },
    {
      finds: noStatement,
      says: 'Missing required field Statement',
      source: SHARED,
      sure: 'wording assumed',
    },
    {
      finds: emptyStatement,
      says: 'Could not parse the policy: Statement is empty!',
      source: SHARED,
      sure: 'wording assumed',
    },
    { finds: ofAnyStatement(malformedStatement), ...syntax },
  ],
  statement: [
    {
      finds: without('Effect'),
      says: 'Missing required field Effect',
      source: SHARED,
      sure: 'wording assumed',
    },
    { finds: invalidEffect, says: 'Invalid effect: {quoted}', source: SHARED, sure: 'wording assumed' },
    {
      finds: (statement) => without('Principal')(statement) ?? emptyPrincipal(statement),
      says: 'Policy contains a statement with no principal.',
      source: 'Public reports of what CreateKey answered, 2026-09-05 the last',
      sure: 'reported',
    },
    {
      finds: invalidPrincipal('key'),
      says: INVALID_PRINCIPALS,
      source: 'Public reports of what CreateKey and PutKeyPolicy answered',
      sure: 'reported',
    },
    { finds: unknownOperator, ...syntax },
    {
      finds: keyOfIdentityPolicies,
      says: 'These condition keys are not permitted in a key policy: aws:ResourceTag, kms:ResourceTag, kms:ResourceAliases',
      source: `An answer of PutKeyPolicy in awsdocs/aws-kms-developer-guide#47; ${GUIDE}, "AWS KMS condition keys", "Policy type"`,
      sure: 'reported',
    },
    {
      finds: overlyPermissive,
      says: 'OverlyPermissiveCondition: Using the ForAllValues set operator with a single-valued condition key matches requests without the specified {quoted} or with an unspecified {quoted}. To fix, remove ForAllValues.',
      source: `${GUIDE}, "AWS KMS condition keys", "Using set operators with condition keys"`,
      sure: 'documented',
    },
    { finds: incomparableValue(), ...syntax },
  ],
  otherwise: syntax.says,
  error: (message, headers) => new AwsError('MalformedPolicyDocumentException', 400, message, {}, headers),
};

/** A condition key that says which KMS key is used; a key policy cannot test it. */
function keyOfIdentityPolicies(statement: WrittenStatement): Fault | undefined {
  for (const { key, path } of conditionsOf(statement)) {
    if (!/^(aws:ResourceTag\/|kms:ResourceTag\/?|kms:ResourceAliases$)/i.test(key)) continue;
    return { path, reason: `${key} can be used in IAM policies only` };
  }
  return undefined;
}

/** ForAllValues with a condition key of one value, which holds for requests without the key. */
function overlyPermissive(statement: WrittenStatement): Fault | undefined {
  for (const { operator, key, path } of conditionsOf(statement)) {
    if (!operator.startsWith('ForAllValues:')) continue;
    const quoted = /^kms:EncryptionContext:/i.test(key)
      ? 'encryption context'
      : /^aws:RequestTag\//i.test(key)
        ? 'tag'
        : undefined;
    if (quoted !== undefined)
      return { path, reason: `ForAllValues holds for requests without ${key}`, quoted };
  }
  return undefined;
}
