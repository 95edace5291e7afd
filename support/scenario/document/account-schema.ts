import * as z from 'zod';

/** The id of an account: 12 digits, as text. */
export const accountId = z
  .string({
    error: 'put the account id in quotes: YAML reads it as a number otherwise, and drops leading zeros',
  })
  .regex(/^\d{12}$/, 'an account id must have 12 digits');

/** The settings of Block Public Access: all four by one word, or each by its name. */
export const blockPublicAccess = z.union([
  z.boolean().transform((on) => ({
    BlockPublicAcls: on,
    IgnorePublicAcls: on,
    BlockPublicPolicy: on,
    RestrictPublicBuckets: on,
  })),
  z.strictObject({
    BlockPublicAcls: z.boolean().default(false),
    IgnorePublicAcls: z.boolean().default(false),
    BlockPublicPolicy: z.boolean().default(false),
    RestrictPublicBuckets: z.boolean().default(false),
  }),
]);

const withSettings = z.strictObject({
  id: accountId,
  /** Block Public Access for all buckets of the account; off unless stated, as in a new account. */
  blockPublicAccess: blockPublicAccess.optional(),
});

/** An account of a scenario as written: its id, or its id with settings. */
export const account = z
  .unknown()
  .meta(forEditors())
  .transform((given, check) => {
    const isObject = typeof given === 'object' && given !== null;
    const parsed = isObject
      ? withSettings.safeParse(given)
      : accountId.transform((id) => ({ id })).safeParse(given);
    if (parsed.success) return parsed.data as z.output<typeof withSettings>;
    for (const { path, message } of parsed.error.issues)
      check.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  });

/** The two forms of an account for the JSON schema that editors check: `unknown` alone would allow anything. */
function forEditors(): { readonly anyOf: readonly object[] } {
  const asJson = (schema: z.ZodType) => {
    const { $schema: _, ...described } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
    return described;
  };
  return {
    // Read when a schema is written for editors, and by no reader of a scenario.
    get anyOf() {
      return [accountId, withSettings].map(asJson);
    },
  };
}

type Account = z.output<typeof withSettings>;

/** The ids of accounts, and the settings of those that have some, both by name. */
export function splitAccounts(accounts: Readonly<Record<string, Account>>) {
  const settings = Object.entries(accounts).flatMap(([name, { blockPublicAccess: blocked }]) =>
    blocked === undefined ? [] : [[name, blocked] as const],
  );
  return {
    accounts: Object.fromEntries(Object.entries(accounts).map(([name, { id }]) => [name, id])),
    accountPublicAccessBlocks: Object.fromEntries(settings),
  };
}
