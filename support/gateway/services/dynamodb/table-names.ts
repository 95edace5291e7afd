import type { Input, Operation } from '../../../aws/operations.ts';

type DynamodbInput = Input<'dynamodb', Operation<'dynamodb'>>;

interface Batch {
  readonly RequestItems?: Readonly<Record<string, unknown>>;
}

interface Transaction {
  readonly TransactItems?: readonly Readonly<Record<string, { readonly TableName?: string } | undefined>>[];
}

/** A batch or transaction with other names of its tables. */
export function withTableNames(input: DynamodbInput, nameOf: (name: string) => string): DynamodbInput {
  const { RequestItems, TransactItems }: Batch & Transaction = input as object;
  if (RequestItems !== undefined) {
    const renamed = Object.entries(RequestItems).map(([name, asked]) => [nameOf(name), asked]);
    return { ...input, RequestItems: Object.fromEntries(renamed) };
  }
  if (TransactItems === undefined) return input;
  const renamed = TransactItems.map((item) =>
    Object.fromEntries(
      Object.entries(item).map(([kind, asked]) => [
        kind,
        asked && { ...asked, TableName: nameOf(asked.TableName ?? '') },
      ]),
    ),
  );
  return { ...input, TransactItems: renamed } as DynamodbInput;
}
