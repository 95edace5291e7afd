import type { Action } from '../../../aws/actions/action-catalogue.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { DocumentRules, Fault, Rule } from '../../documents/document-rule.ts';
import { actionsCovered, unknownAction } from '../../documents/faults/action-faults.ts';
import { conditionsOf, incomparableValue, unknownOperator } from '../../documents/faults/condition-faults.ts';
import {
  emptyStatement,
  invalidVersion,
  noStatement,
  ofAnyStatement,
  unknownElement,
} from '../../documents/faults/document-faults.ts';
import { emptyPrincipal, invalidPrincipal } from '../../documents/faults/principal-faults.ts';
import {
  invalidEffect,
  malformedStatement,
  namedIn,
  stringsOf,
  without,
} from '../../documents/faults/statement-faults.ts';
import { noBraceFirst, notJson } from '../../documents/faults/text-faults.ts';
import type { WrittenPolicy, WrittenStatement } from '../../documents/written-policy.ts';
import { hasKey, listedKey } from './s3-condition-keys.ts';

const REPORTS = 'Public reports of what PutBucketPolicy answered';
const TESTS = 'Tests of S3-compatible servers that were compared with Amazon S3';
const REFERENCE = 'Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3"';

const TEXT: readonly Rule<string>[] = [
  {
    finds: noBraceFirst,
    says: "Policies must be valid JSON and the first byte must be '{'",
    source: "LocalStack's recorded answers",
    sure: 'recorded',
  },
  { finds: notJson, says: 'This policy contains invalid Json', source: REPORTS, sure: 'reported' },
];

const DOCUMENT: readonly Rule<WrittenPolicy>[] = [
  { finds: unknownElement, says: 'Invalid policy syntax.', source: TESTS, sure: 'reported' },
  {
    finds: invalidVersion,
    says: 'The policy must contain a valid version string',
    source: TESTS,
    sure: 'reported',
  },
  { finds: noStatement, says: 'Missing required field Statement', source: TESTS, sure: 'reported' },
  {
    finds: emptyStatement,
    says: 'Could not parse the policy: Statement is empty!',
    source: TESTS,
    sure: 'reported',
  },
  {
    finds: ofAnyStatement(malformedStatement),
    says: 'Invalid policy syntax.',
    source: TESTS,
    sure: 'reported',
  },
];

/**
 * The rules by which S3 refuses a bucket policy.
 * Source: Amazon S3 user guide, "Policies and permissions in Amazon S3"; the texts as each row says.
 *
 * Undocumented: AWS does not say whether S3 refuses two equal Sids, or Allow with NotPrincipal; here it takes
 * both. AWS does not say which condition keys of other services S3 takes; here it takes all. It is known to
 * take any key that begins with `aws:`.
 */
export function bucketPolicyRules(bucket: string): DocumentRules {
  return rulesFor({ foreignResource: foreignResource(bucket), typesNamed });
}

/** The rules by which S3 refuses the policy of an access point, whose resources are the access point and objects through it. */
export function accessPointPolicyRules(arn: string): DocumentRules {
  return rulesFor({ foreignResource: foreignToAccessPoint(arn), typesNamed: typesNamedThroughAccessPoint });
}

/** The parts of the rules that depend on the resource that has the policy. */
interface OfResource {
  readonly foreignResource: (statement: WrittenStatement) => Fault | undefined;
  /** The types of resource that an ARN or a pattern can stand for. */
  readonly typesNamed: (resource: string) => readonly string[];
}

function rulesFor(of: OfResource): DocumentRules {
  return {
    text: TEXT,
    document: DOCUMENT,
    statement: statementRules(of),
    otherwise: 'Invalid policy syntax.',
    error: (message, headers) => new AwsError('MalformedPolicy', 400, message, {}, headers),
  };
}

function statementRules(of: OfResource): readonly Rule<WrittenStatement>[] {
  return [
    { finds: without('Effect'), says: 'Missing required field Effect', source: TESTS, sure: 'reported' },
    { finds: invalidEffect, says: 'Invalid effect: {quoted}', source: TESTS, sure: 'reported' },
    {
      finds: without('Principal'),
      says: 'Missing required field Principal',
      source: REPORTS,
      sure: 'reported',
    },
    {
      finds: emptyPrincipal,
      says: 'Missing required field Principal cannot be empty!',
      source: TESTS,
      sure: 'reported',
    },
    {
      finds: invalidPrincipal('bucket'),
      says: 'Invalid principal in policy',
      source: "LocalStack's recorded answers",
      sure: 'recorded',
    },
    { finds: without('Action'), says: 'Missing required field Action', source: TESTS, sure: 'reported' },
    { finds: unknownAction('s3'), says: 'Policy has invalid action', source: REPORTS, sure: 'reported' },
    { finds: without('Resource'), says: 'Missing required field Resource', source: TESTS, sure: 'reported' },
    {
      finds: of.foreignResource,
      says: 'Policy has invalid resource',
      source: REPORTS,
      sure: 'reported',
    },
    ...CONDITIONS,
    {
      finds: actionOnNoResource(of.typesNamed),
      says: 'Action does not apply to any resource(s) in statement',
      source: REPORTS,
      sure: 'reported',
    },
  ];
}

const CONDITIONS: readonly Rule<WrittenStatement>[] = [
  { finds: unknownOperator, says: 'Invalid Condition type : {quoted}', source: TESTS, sure: 'reported' },
  {
    finds: unknownS3Key,
    says: 'Policy has an invalid condition key',
    source: REPORTS,
    sure: 'reported',
  },
  {
    finds: keyOfOtherActions,
    says: 'Conditions do not apply to combination of actions and resources in statement',
    source: `${REPORTS}; which keys an action has: ${REFERENCE}`,
    sure: 'reported',
  },
  {
    finds: incomparableValue(/^(Not)?IpAddress/),
    says: 'Invalid IP address in Conditions',
    source: TESTS,
    sure: 'reported',
  },
  {
    finds: incomparableValue(),
    says: 'Invalid value in Conditions for operator {quoted}',
    source: TESTS,
    sure: 'wording assumed',
  },
];

/** `arn:aws:s3:::bucket`, an object below it, or a pattern that begins with it. */
function foreignResource(bucket: string) {
  return (statement: WrittenStatement): Fault | undefined => {
    for (const { text, path } of namedIn(statement, 'Resource')) {
      const [, , service, region, account, ...rest] = text.split(':');
      const named = rest.join(':');
      const of = service === 's3' && region === '' && account === '' && named.startsWith(bucket);
      if (of && /^$|^[/*?]/.test(named.slice(bucket.length))) continue;
      return { path, reason: `"${text}" is neither the bucket ${bucket} nor an object in it` };
    }
    return undefined;
  };
}

/** A key that begins with `s3:` and that S3 does not have. */
function unknownS3Key(statement: WrittenStatement): Fault | undefined {
  for (const { key, path } of conditionsOf(statement)) {
    if (!/^s3:/i.test(key) || listedKey(key) !== undefined) continue;
    return { path, reason: `"${key}" is not a condition key of S3` };
  }
  return undefined;
}

/**
 * A key of S3 that one of the actions does not have. A pattern of actions has the key if one of its actions
 * has it.
 * Undocumented: AWS does not say how S3 treats patterns.
 */
function keyOfOtherActions(statement: WrittenStatement): Fault | undefined {
  const patterns = new Set(stringsOf(statement, 'Action'));
  const seen = new Set<string>();
  for (const { key, path } of conditionsOf(statement)) {
    const listed = /^s3:/i.test(key) ? listedKey(key) : undefined;
    if (listed === undefined || seen.has(listed)) continue;
    seen.add(listed);
    for (const pattern of patterns) {
      if (actionsCovered('s3', pattern).some((action) => hasKey(action, listed))) continue;
      return { path, reason: `requests for ${pattern} do not have ${key}` };
    }
  }
  return undefined;
}

/** An action, or a pattern, of which no action applies to a bucket or object that the statement names. */
function actionOnNoResource(typesOf: OfResource['typesNamed']) {
  return (statement: WrittenStatement): Fault | undefined => {
    const resources = stringsOf(statement, 'Resource');
    if (resources.length === 0) return undefined;
    const types = new Set(resources.flatMap(typesOf));
    const fits = ({ resourceTypes }: Action) => resourceTypes.some((type) => types.has(type));
    for (const pattern of stringsOf(statement, 'Action')) {
      if (actionsCovered('s3', pattern).some(fits)) continue;
      const named = [...types].join(' or ');
      return {
        path: `${statement.path}.Action`,
        reason: `${pattern} does not apply to any ${named} that Resource names`,
      };
    }
    return undefined;
  };
}

/** The access point itself, or objects through it. */
function foreignToAccessPoint(arn: string) {
  return (statement: WrittenStatement): Fault | undefined => {
    for (const { text, path } of namedIn(statement, 'Resource')) {
      if (text === arn || text.startsWith(`${arn}/object/`) || text === `${arn}/*`) continue;
      return { path, reason: `"${text}" is neither the access point ${arn} nor an object through it` };
    }
    return undefined;
  };
}

function typesNamedThroughAccessPoint(resource: string): readonly string[] {
  const [, name = ''] = resource.split('accesspoint/');
  return [name.includes('/') ? 'accesspointobject' : 'accesspoint'];
}

/** A pattern without `/` may stand for the bucket and for objects. */
function typesNamed(resource: string): readonly string[] {
  const path = resource.split(':').slice(5).join(':');
  if (path.includes('/')) return ['object'];
  return /[*?$]/.test(path) ? ['bucket', 'object'] : ['bucket'];
}
