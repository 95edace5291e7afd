import { AwsError } from '../../../aws/aws-error.ts';
import type { DocumentRules, Fault, Rule } from '../../documents/document-rule.ts';
import { incomparableValue, unknownOperator } from '../../documents/faults/condition-faults.ts';
import {
  emptyStatement,
  invalidVersion,
  noStatement,
  ofAnyStatement,
  repeatedSid,
  unknownElement,
} from '../../documents/faults/document-faults.ts';
import { emptyPrincipal, invalidPrincipal } from '../../documents/faults/principal-faults.ts';
import {
  invalidEffect,
  malformedStatement,
  namedIn,
  withElement,
  without,
} from '../../documents/faults/statement-faults.ts';
import { blankFirst, noObject, notJson } from '../../documents/faults/text-faults.ts';
import { isObject, type WrittenPolicy, type WrittenStatement } from '../../documents/written-policy.ts';
import { invalidSid } from './invalid-sid.ts';
import { SHARED_PROVIDER_RULE } from './shared-provider-rule.ts';

/** IAM's text for a principal that cannot be one, or does not exist. `{quoted}` is `"AWS":"arn…"`. */
export const INVALID_PRINCIPAL = 'Invalid principal in policy: {quoted}';

const REPORTS = 'Public reports of what CreateRole answered';
const TESTS = 'Tests of an IAM-compatible server that were compared with IAM';
const syntax = { says: 'Syntax error in policy.', source: TESTS, sure: 'reported' } as const;

const DOCUMENT: readonly Rule<WrittenPolicy>[] = [
  { finds: unknownElement, ...syntax },
  {
    finds: invalidVersion,
    says: 'The policy must contain a valid version string',
    source: TESTS,
    sure: 'reported',
  },
  { finds: noStatement, says: 'Missing required field Statement', source: REPORTS, sure: 'reported' },
  {
    finds: emptyStatement,
    says: 'Could not parse the policy: Statement is empty!',
    source: TESTS,
    sure: 'reported',
  },
  { finds: ofAnyStatement(malformedStatement), ...syntax },
  {
    finds: repeatedSid,
    says: 'The Statement Ids in the policy are not unique',
    source: TESTS,
    sure: 'reported',
  },
];

const PRINCIPALS: readonly Rule<WrittenStatement>[] = [
  {
    finds: notPrincipal('Allow'),
    says: 'Allow with NotPrincipal is not allowed.',
    source: TESTS,
    sure: 'reported',
  },
  {
    finds: notPrincipal('Deny'),
    says: 'AssumeRole policy must not contain NotPrincipal field.',
    source: TESTS,
    sure: 'reported',
  },
  {
    finds: without('Principal'),
    says: 'Missing required field Principal',
    source: REPORTS,
    sure: 'reported',
  },
  {
    finds: everybody,
    says: 'AssumeRolepolicy contained an invalid principal: "STAR":"*".',
    source: REPORTS,
    sure: 'reported',
  },
  { finds: untyped, says: 'Principal must be a JSON object.', source: TESTS, sure: 'reported' },
  {
    finds: emptyPrincipal,
    says: 'Missing required field Principal cannot be empty!',
    source: TESTS,
    sure: 'reported',
  },
  {
    finds: invalidFederation,
    says: 'Federated principals must be valid domain names or SAML metadata ARNs',
    source: REPORTS,
    sure: 'reported',
  },
  { finds: invalidName, says: INVALID_PRINCIPAL, source: REPORTS, sure: 'reported' },
];

/**
 * The rules by which IAM refuses to store a trust policy.
 * Source: IAM user guide, "Grammar of the IAM JSON policy language"; the texts as each row says.
 *
 * Undocumented: AWS does not say which actions of STS a trust policy may hold besides those to assume a role,
 * or whether it takes `sts:*`. Here all actions of STS are taken.
 */
export const TRUST_POLICY_RULES: DocumentRules = {
  text: [
    {
      finds: notJson,
      says: 'This policy contains invalid Json',
      source: "LocalStack's recorded answers",
      sure: 'recorded',
    },
    {
      finds: blankFirst,
      says: 'JSON strings must not have leading spaces',
      source: REPORTS,
      sure: 'reported',
    },
    { finds: noObject, says: 'This policy contains invalid Json', source: TESTS, sure: 'reported' },
  ],
  document: DOCUMENT,
  statement: [
    { finds: without('Effect'), says: 'Missing required field Effect', source: TESTS, sure: 'reported' },
    { finds: invalidEffect, says: 'Invalid effect: {quoted}', source: TESTS, sure: 'reported' },
    ...PRINCIPALS,
    { finds: unknownOperator, ...syntax },
    { finds: incomparableValue(), ...syntax, sure: 'wording assumed' },
    { finds: without('Action'), says: 'Missing required field Action', source: TESTS, sure: 'reported' },
    {
      finds: actionOfOtherService,
      says: 'AssumeRole policy may only specify STS AssumeRole actions.',
      source: `${TESTS}; ${REPORTS}`,
      sure: 'reported',
    },
    {
      finds: withElement('Resource'),
      says: 'Has prohibited field Resource',
      source: REPORTS,
      sure: 'reported',
    },
    {
      finds: withElement('NotResource'),
      says: 'AssumeRole policy must not contain resources.',
      source: TESTS,
      sure: 'reported',
    },
    { finds: invalidSid, ...syntax, sure: 'wording assumed' },
    SHARED_PROVIDER_RULE,
  ],
  otherwise: syntax.says,
  error: (message, headers) => new AwsError('MalformedPolicyDocument', 400, message, {}, headers),
};

function notPrincipal(effect: 'Allow' | 'Deny') {
  return (statement: WrittenStatement): Fault | undefined =>
    isObject(statement.value) && statement.value.Effect === effect
      ? withElement('NotPrincipal')(statement)
      : undefined;
}

function principalOf({ value }: WrittenStatement): unknown {
  return isObject(value) ? value.Principal : undefined;
}

function everybody(statement: WrittenStatement): Fault | undefined {
  if (principalOf(statement) !== '*') return undefined;
  return { path: `${statement.path}.Principal`, reason: '"*" needs its type: { "AWS": "*" }' };
}

function untyped(statement: WrittenStatement): Fault | undefined {
  const given = principalOf(statement);
  if (isObject(given)) return undefined;
  return { path: `${statement.path}.Principal`, reason: 'must be an object: { "AWS": … }' };
}

const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/i;
const PROVIDER = /^arn:aws[a-z-]*:iam::\d{12}:(saml|oidc)-provider\/\S+$/;

function invalidFederation(statement: WrittenStatement): Fault | undefined {
  const given = principalOf(statement);
  const names = isObject(given) ? [given.Federated].flat() : [];
  const wrong = names.find((name) => typeof name === 'string' && !DOMAIN.test(name) && !PROVIDER.test(name));
  if (wrong === undefined) return undefined;
  const reason = `"${wrong}" is neither a domain nor the ARN of a provider`;
  return { path: `${statement.path}.Principal.Federated`, reason };
}

/** A name that no principal of its type can have. */
function invalidName(statement: WrittenStatement): Fault | undefined {
  const given = principalOf(statement);
  if (!isObject(given)) return undefined;
  for (const [type, names] of Object.entries(given)) {
    for (const name of [names].flat()) {
      const one = { ...statement, value: { Principal: { [type]: name } } };
      const fault = invalidPrincipal('trust')(one);
      if (fault !== undefined) return { ...fault, quoted: `"${type.toUpperCase()}":"${name}"` };
    }
  }
  return undefined;
}

function actionOfOtherService(statement: WrittenStatement): Fault | undefined {
  for (const { text, path } of namedIn(statement, 'Action')) {
    if (!/^sts:/i.test(text)) return { path, reason: `"${text}" is not an action of STS` };
  }
  return undefined;
}
