/**
 * What stores other than the embedded one do not perform: LocalStack's open edition answers that an operation has not been
 * emulated, or, of DynamoDB, first downloads a program to emulate it with.
 * Source: LocalStack's documentation, "API Coverage" and "DynamoDB".
 */
const missing: ReadonlySet<string> = new Set(['s3:UpdateObjectEncryption', 'dynamodb:CreateTable']);

/** The operation that a scenario needs, by its tag `@needs:s3:UpdateObjectEncryption`, and that these stores do not have. */
export function missingOperation(tags: readonly string[]): string | undefined {
  return tags.map((tag) => tag.replace(/^@needs:/, '')).find((operation) => missing.has(operation));
}
