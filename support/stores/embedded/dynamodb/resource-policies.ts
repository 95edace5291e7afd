import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../aws/aws-error.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { type DynamodbState, type Table, type TablePolicy, updateTable } from './dynamodb-state.ts';
import { findResource } from './tables/find-table.ts';

/** A policy under a new revision id; the gateway has already checked the document. */
export function newPolicy(text: string): TablePolicy {
  return { text, revisionId: randomUUID() };
}

/**
 * Resource-based policies of tables. The gateway has already decided who may set them.
 *
 * Source: Amazon DynamoDB API reference, PutResourcePolicy, GetResourcePolicy, DeleteResourcePolicy.
 */
export const resourcePolicyOperations = {
  PutResourcePolicy(input, context) {
    const { ResourceArn, Policy: text = '', ExpectedRevisionId: expected } = input;
    const table = findResource(context, ResourceArn);
    const nonePresent = expected === 'NO_POLICY' && table.policy === undefined;
    if (expected !== undefined && !nonePresent && table.policy?.revisionId !== expected)
      throw policyNotFound(table);
    const policy = table.policy?.text === text ? table.policy : newPolicy(text);
    updateTable(context.state, table, { policy });
    return { RevisionId: policy.revisionId };
  },

  GetResourcePolicy({ ResourceArn }, context) {
    const table = findResource(context, ResourceArn);
    if (table.policy === undefined) throw policyNotFound(table);
    return { Policy: table.policy.text, RevisionId: table.policy.revisionId };
  },

  DeleteResourcePolicy({ ResourceArn, ExpectedRevisionId: expected }, context) {
    const table = findResource(context, ResourceArn);
    if (expected !== undefined && table.policy?.revisionId !== expected) throw policyNotFound(table);
    updateTable(context.state, table, { policy: undefined });
    return table.policy === undefined ? {} : { RevisionId: table.policy.revisionId };
  },
} satisfies OperationTable<'dynamodb', DynamodbState>;

function policyNotFound({ arn }: Table): AwsError {
  return new AwsError(
    'PolicyNotFoundException',
    400,
    `Resource-based policy not found for the provided ResourceArn: ${arn}`,
  );
}
