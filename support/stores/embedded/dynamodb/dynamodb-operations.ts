import type { Input, Operation, Output } from '../../../aws/operations.ts';
import type { OperationContext, OperationTable } from '../operation-table.ts';
import type { DynamodbContext, DynamodbDependencies } from './dynamodb-dependencies.ts';
import type { DynamodbState } from './dynamodb-state.ts';
import { itemOperations } from './items/item-operations.ts';
import { resourcePolicyOperations } from './resource-policies.ts';
import { tableOperations } from './tables/table-operations.ts';
import { tagOperations } from './tags.ts';

type Operations = {
  readonly [O in Operation<'dynamodb'>]?: (
    input: Input<'dynamodb', O>,
    context: DynamodbContext,
  ) => Output<'dynamodb', O>;
};

const operations: Operations = {
  ...tableOperations,
  ...itemOperations,
  ...tagOperations,
  ...resourcePolicyOperations,
};

/** DynamoDB's operations; what is missing the embedded store answers with NotImplemented. */
export function createDynamodbOperations(
  dependencies: DynamodbDependencies,
): OperationTable<'dynamodb', DynamodbState> {
  // Each function keeps its own input and output; all of them learn of KMS here.
  const bound = Object.entries(operations).map(([name, operation]) => {
    const perform = operation as (input: object, context: DynamodbContext) => unknown;
    return [
      name,
      (input: object, context: OperationContext<DynamodbState>) =>
        perform(input, { ...context, dependencies }),
    ];
  });
  return Object.fromEntries(bound);
}
