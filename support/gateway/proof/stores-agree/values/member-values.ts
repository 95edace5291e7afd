/** For tests: values that are asked of a member wherever it occurs, unless an operation has its own. */
export type MemberValues = Readonly<Record<string, readonly unknown[]>>;
