import { actionNamed } from '../../../aws/actions/action-catalogue.ts';
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
import {
  emptyPrincipal,
  invalidPrincipal,
  untypedPrincipal,
} from '../../documents/faults/principal-faults.ts';
import {
  invalidEffect,
  malformedStatement,
  namedIn,
  without,
} from '../../documents/faults/statement-faults.ts';
import { isNull, noObject, notJson } from '../../documents/faults/text-faults.ts';
import type { WrittenPolicy, WrittenStatement } from '../../documents/written-policy.ts';

/** DynamoDB's text for principals that cannot be any, or do not exist. */
export const INVALID_PRINCIPAL =
  'One or more parameter values were invalid: Invalid principal in policy document.';

const PREFIX = 'One or more parameter values were invalid: Invalid policy document: ';
const ANSWERS = 'Recorded answers of PutResourcePolicy and CreateTable, 2026-10-09 (ack-api-quirks)';

const recorded = (says: string) => ({ says: PREFIX + says, source: ANSWERS, sure: 'recorded' }) as const;
const assumed = (says: string) =>
  ({ says: PREFIX + says, source: 'As the row says for others', sure: 'wording assumed' }) as const;

/** The recorded places are those of DynamoDB's own parser; here it is the place of the fault. */
const syntax = recorded('Syntax error at position ({line},{column})');

const DOCUMENT: readonly Rule<WrittenPolicy>[] = [
  { finds: unknownElement, ...syntax },
  { finds: noStatement, ...syntax },
  { finds: ofAnyStatement(untypedPrincipal), ...syntax },
  { finds: ofAnyStatement(malformedStatement), ...syntax },
  { finds: invalidVersion, ...assumed('The policy must contain a valid version string') },
  { finds: emptyStatement, ...recorded('Could not parse the policy: Statement is empty!') },
  { finds: repeatedSid, ...recorded('The Statement Ids in the policy are not unique') },
];

/**
 * The rules by which DynamoDB refuses a resource policy of a table. A policy may name any table or index, and
 * `*`.
 * Source: Amazon DynamoDB developer guide, "Resource-based policies"; the texts as each row says.
 * Undocumented: AWS does not say whether a pattern of actions must cover one that a table's policy can hold;
 * here it need not. AWS does not list the actions on tables that a policy cannot hold; one is known.
 */
export const TABLE_POLICY_RULES: DocumentRules = {
  text: [
    { finds: notJson, ...recorded('This policy contains invalid Json') },
    { finds: isNull, ...recorded('This text appears not to be a policy') },
    { finds: noObject, ...recorded('This policy contains invalid Json') },
  ],
  document: DOCUMENT,
  statement: [
    { finds: without('Effect'), ...recorded('Missing required field Effect') },
    { finds: invalidEffect, ...assumed('Invalid effect: {quoted}') },
    {
      finds: without('Principal'),
      ...recorded('Missing required field Principal'),
      source: 'Public reports of what PutResourcePolicy answered',
      sure: 'reported',
    },
    { finds: emptyPrincipal, ...assumed('Missing required field Principal cannot be empty!') },
    { finds: invalidPrincipal('table'), says: INVALID_PRINCIPAL, source: ANSWERS, sure: 'recorded' },
    { finds: without('Action'), ...assumed('Missing required field Action') },
    { finds: foreignActions, ...recorded('The following action names are invalid: {quoted}') },
    { finds: without('Resource'), ...recorded('Missing required field Resource') },
    { finds: streamOrOther, ...recorded('The relative-id {quoted}') },
    { finds: unknownOperator, ...syntax, sure: 'wording assumed' },
    { finds: incomparableValue(), ...syntax, sure: 'wording assumed' },
  ],
  otherwise: PREFIX + syntax.says.slice(PREFIX.length),
  error: (message, headers) => new AwsError('ValidationException', 400, message, {}, headers),
};

/** Actions that DynamoDB accepts by the names of its operations, although the reference does not list them. */
const OPERATIONS = ['dynamodb:transactgetitems', 'dynamodb:transactwriteitems'];

/** Actions that apply to a table and that its policy cannot hold all the same. */
const NOT_IN_POLICIES = ['dynamodb:restoretablefrombackup'];

/** All actions that a table's policy cannot hold, patterns aside. */
function foreignActions(statement: WrittenStatement): Fault | undefined {
  const wrong = [...namedIn(statement, 'Action')].filter(({ text }) => !isTaken(text));
  const [first] = wrong;
  if (first === undefined) return undefined;
  const quoted = wrong.map(({ text }) => `"${text}"`).join(', ');
  return { path: first.path, reason: `a table's policy cannot hold ${quoted}`, quoted };
}

function isTaken(action: string): boolean {
  if (action === '*') return true;
  if (!/^dynamodb:/i.test(action)) return false;
  const name = action.toLowerCase();
  if (/[*?]/.test(name) || OPERATIONS.includes(name)) return true;
  const types = actionNamed(name)?.resourceTypes ?? [];
  return !NOT_IN_POLICIES.includes(name) && (types.includes('table') || types.includes('index'));
}

/** A stream, a backup, or a resource of another service. */
function streamOrOther(statement: WrittenStatement): Fault | undefined {
  for (const { text, path } of namedIn(statement, 'Resource')) {
    const relative = text.split(':').slice(5).join(':');
    const isTable = /^[^:]*:[^:]*:dynamodb:/.test(text) && TABLE_OR_INDEX.test(relative);
    if (text === '*' || isTable) continue;
    const quoted = `"${relative}" is invalid for ARN "${text}"`;
    return { path, reason: `"${text}" is neither a table nor an index`, quoted };
  }
  return undefined;
}

const TABLE_OR_INDEX = /^(\*|table\/[^/]*(\/index\/.*|\/\*)?|table\*.*)$/;
