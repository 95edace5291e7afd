import type { RequiredPermission, Scope } from './rule.ts';

/** The ARN of a table that is given by its ARN, or by the name of a table in the caller's account. */
export function tableArn(table: string | undefined, { region, account }: Scope): string {
  const given = table ?? '';
  return given.startsWith('arn:') ? given : `arn:aws:dynamodb:${region}:${account}:table/${given}`;
}

/** The ARN of a secondary index. */
export function indexArn(table: string, index: string): string {
  return `${table}/index/${index}`;
}

/** A rule for an operation on one table. */
export function onTable(operation: string) {
  return (
    input: { readonly TableName?: string | undefined },
    scope: Scope,
  ): readonly RequiredPermission[] => [
    { action: `dynamodb:${operation}`, resource: tableArn(input.TableName, scope) },
  ];
}
