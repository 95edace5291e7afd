/**
 * What stores other than the embedded one do not perform: LocalStack's open edition answers that it has not been emulated.
 * Source: LocalStack's documentation, "API Coverage".
 */
const missing: ReadonlySet<string> = new Set(['s3:UpdateObjectEncryption']);

/** The operation that a scenario needs, by its tag `@needs:s3:UpdateObjectEncryption`, and that these stores do not have. */
export function missingOperation(tags: readonly string[]): string | undefined {
  return tags.map((tag) => tag.replace(/^@needs:/, '')).find((operation) => missing.has(operation));
}
