import { AwsError } from '../../../aws/aws-error.ts';
import type { DocumentRules, Rule } from '../../documents/document-rule.ts';
import {
  actionWithColons,
  actionWithoutVendor,
  invalidVendor,
  vendorWithWildcard,
} from '../../documents/faults/action-faults.ts';
import { incomparableValue, unknownOperator } from '../../documents/faults/condition-faults.ts';
import {
  emptyStatement,
  invalidVersion,
  noStatement,
  ofAnyStatement,
  oldVersion,
  repeatedSid,
  unknownElement,
} from '../../documents/faults/document-faults.ts';
import {
  brokenArn,
  iamPath,
  iamRegion,
  resourceWithoutColon,
  resourceWithoutVendor,
  s3Region,
  unknownPartition,
} from '../../documents/faults/resource-faults.ts';
import {
  invalidEffect,
  malformedStatement,
  noEffect,
  withElement,
  without,
} from '../../documents/faults/statement-faults.ts';
import { blankFirst, noObject, notJson } from '../../documents/faults/text-faults.ts';
import type { WrittenPolicy, WrittenStatement } from '../../documents/written-policy.ts';
import { invalidSid } from './invalid-sid.ts';

const MOTO = "Moto's documents, which were compared with IAM";
const REPORTS = 'Public reports of what IAM answered';

const syntax = { says: 'Syntax errors in policy.', source: MOTO, sure: 'reported' } as const;
const legacy = { says: 'The policy failed legacy parsing', source: MOTO, sure: 'reported' } as const;

const SYNTAX: readonly Rule<WrittenPolicy>[] = [
  { finds: unknownElement, ...syntax },
  { finds: invalidVersion, ...syntax },
  { finds: noStatement, ...syntax },
  { finds: emptyStatement, ...syntax },
  { finds: ofAnyStatement(malformedStatement), ...syntax },
  { finds: ofAnyStatement(noEffect), ...syntax },
  { finds: ofAnyStatement(unknownOperator), ...syntax },
];

const RESOURCES: readonly Rule<WrittenStatement>[] = [
  {
    finds: resourceWithoutColon,
    says: 'Resource {quoted} must be in ARN format or "*".',
    source: MOTO,
    sure: 'reported',
  },
  { finds: unknownPartition, says: 'Partition {quoted}.', source: MOTO, sure: 'reported' },
  {
    finds: resourceWithoutVendor,
    says: 'Resource vendor must be fully qualified and cannot contain regexes.',
    source: MOTO,
    sure: 'reported',
  },
  {
    finds: iamRegion,
    says: 'IAM resource {quoted} cannot contain region information.',
    source: MOTO,
    sure: 'reported',
  },
  {
    finds: s3Region,
    says: 'Resource {quoted} can not contain region information.',
    source: MOTO,
    sure: 'reported',
  },
  {
    finds: iamPath,
    says: 'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
    source: MOTO,
    sure: 'reported',
  },
];

const ACTIONS: readonly Rule<WrittenStatement>[] = [
  {
    finds: actionWithoutVendor,
    says: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    source: MOTO,
    sure: 'reported',
  },
  {
    finds: actionWithColons,
    says: 'Actions/Condition can contain only one colon.',
    source: MOTO,
    sure: 'reported',
  },
  {
    finds: vendorWithWildcard,
    says: 'Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.',
    source: REPORTS,
    sure: 'reported',
  },
  { finds: invalidVendor, says: 'Vendor {quoted} is not valid', source: MOTO, sure: 'reported' },
];

const LATER: readonly Rule<WrittenPolicy>[] = [
  { finds: ofAnyStatement(invalidEffect), ...legacy },
  { finds: ofAnyStatement(incomparableValue()), ...legacy },
  { finds: ofAnyStatement(brokenArn), ...legacy },
  {
    finds: repeatedSid,
    says: 'Statement IDs (SID) in a single policy must be unique.',
    source: MOTO,
    sure: 'reported',
  },
  {
    finds: ofAnyStatement(invalidSid),
    says: 'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    source: REPORTS,
    sure: 'reported',
  },
  {
    finds: ofAnyStatement((one) => withElement('Principal')(one) ?? withElement('NotPrincipal')(one)),
    says: 'Policy document should not specify a principal.',
    source: REPORTS,
    sure: 'reported',
  },
  {
    finds: ofAnyStatement(without('Action')),
    says: 'Policy statement must contain actions.',
    source: MOTO,
    sure: 'reported',
  },
  ...RESOURCES.map(toAllStatements),
  ...ACTIONS.map(toAllStatements),
  {
    finds: ofAnyStatement(without('Resource')),
    says: 'Policy statement must contain resources.',
    source: MOTO,
    sure: 'reported',
  },
];

/** IAM applies each rule to all statements before the next one. */
function toAllStatements(rule: Rule<WrittenStatement>): Rule<WrittenPolicy> {
  return { ...rule, finds: ofAnyStatement(rule.finds) };
}

/**
 * The rules by which IAM refuses an inline policy and STS a session policy. The order is IAM's as far as it
 * is known: syntax, what the older parser refuses, Sids, elements that are missing, resources, actions.
 *
 * Source: IAM user guide, "Grammar of the IAM JSON policy language"; the texts as each row says.
 * Undocumented: AWS does not say at which place of this order IAM refuses a Principal and a Sid with other
 * characters. IAM takes actions that no service has.
 */
export const INLINE_POLICY_RULES: DocumentRules = {
  text: [
    { finds: notJson, ...syntax },
    {
      finds: blankFirst,
      says: 'JSON strings must not have leading spaces',
      source: REPORTS,
      sure: 'reported',
    },
    { finds: noObject, ...syntax },
  ],
  document: [...SYNTAX, ...LATER],
  statement: [],
  otherwise: syntax.says,
  error: (message, headers) => new AwsError('MalformedPolicyDocument', 400, message, {}, headers),
};

/**
 * The rules by which IAM refuses a version of a managed policy: it must be of the new language as well.
 * Undocumented: AWS does not say whether inline policies must be; here they need not.
 */
export const MANAGED_POLICY_RULES: DocumentRules = {
  ...INLINE_POLICY_RULES,
  document: [
    ...SYNTAX,
    {
      finds: oldVersion,
      says: 'Policy document must be version 2012-10-17 or greater.',
      source: `${MOTO}; ${REPORTS}`,
      sure: 'reported',
    },
    ...LATER,
  ],
};
