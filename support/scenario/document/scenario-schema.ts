import { z } from 'zod';
import { document, name, regionName } from './document-names.ts';
import { accountsNamed, organizationSchema } from './organization-schema.ts';

const accountId = z
  .string({ error: 'an account id in quotes: YAML reads a bare one as a number and drops leading zeros' })
  .regex(/^\d{12}$/, 'an account id has 12 digits');
const service = z
  .string()
  .regex(/^[a-z0-9.-]+\.amazonaws\.com$/, 'a service principal, e.g. transfer.amazonaws.com');
const inlinePolicies = z.record(name, document).default({});

const key = z.strictObject({
  account: name,
  description: z.string().optional(),
  /** Created in the key's account. */
  alias: z
    .string()
    .regex(/^alias\/[A-Za-z0-9/_-]+$/, 'an alias begins with alias/')
    .optional(),
  policy: document,
  /** Whose material it is; a key of the origin EXTERNAL gets some of its own. */
  origin: z.enum(['AWS_KMS', 'EXTERNAL']).default('AWS_KMS'),
  /** For key policies that AWS accepts only with BypassPolicyLockoutSafetyCheck. */
  bypassLockoutCheck: z.boolean().default(false),
});

const role = z.strictObject({
  account: name,
  /** Who may assume it. */
  trust: document,
  /** As whom the specification assumes it: a service that the role trusts, or a user or another role by name. */
  assumedBy: z.union([
    z.strictObject({ service }),
    z.strictObject({ user: name }),
    z.strictObject({ role: name }),
  ]),
  policies: inlinePolicies,
  /** The permissions boundary. */
  boundary: document.optional(),
});

const user = z.strictObject({
  account: name,
  /** What IAM calls it, where features call it something else. */
  userName: name.optional(),
  policies: inlinePolicies,
  boundary: document.optional(),
});

const users = z
  .record(name, user)
  .default({})
  .transform((given) =>
    Object.fromEntries(
      Object.entries(given).map(([key, { userName = key, ...rest }]) => [key, { ...rest, userName }]),
    ),
  );

/** A VPC endpoint for S3. */
const endpoint = z.strictObject({
  id: z.string().regex(/^vpce-[0-9a-f]{8,17}$/, 'the id of a VPC endpoint, e.g. vpce-1a2b3c4d'),
  vpc: z.string().regex(/^vpc-[0-9a-f]{8,17}$/, 'the id of a VPC, e.g. vpc-1a2b3c4d'),
  /** Without one, everything passes. */
  policy: document.optional(),
});

const bucket = z.strictObject({
  account: name,
  bucketName: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket name'),
  /** The KMSMasterKeyID of the default encryption, or `aws:kms` for none of its own; SSE-S3 without it. */
  encryption: z.string().optional(),
  bucketKey: z.boolean().default(false),
  policy: document.optional(),
  /** S3 Object Ownership; ACLs are disabled unless it says otherwise, as on AWS since April 2023. */
  objectOwnership: z.enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']).optional(),
  /** Block Public Access, all four settings; on by default as on AWS. */
  blockPublicAccess: z.boolean().default(true),
  versioning: z.boolean().default(false),
});

/** The shape of a scenario.yaml: accounts by name, and what each owns. Names are the cast that features speak of. */
export const scenarioSchema = z
  .strictObject({
    title: z.string().min(1),
    region: z.string().regex(regionName, 'a region, e.g. eu-west-1'),
    accounts: z.record(name, accountId),
    organization: organizationSchema.optional(),
    users,
    roles: z.record(name, role).default({}),
    keys: z.record(name, key).default({}),
    buckets: z.record(name, bucket).default({}),
    endpoints: z.record(name, endpoint).default({}),
    /** How many cryptographic requests a second KMS serves an account in each region; without one, as many as it likes. */
    kmsRequestQuotas: z.record(name, z.int().nonnegative()).default({}),
  })
  .superRefine((scenario, check) => {
    const checkAccount = (account: string, path: readonly string[]) => {
      if (Object.hasOwn(scenario.accounts, account)) return;
      const known = Object.keys(scenario.accounts).join(', ');
      const message = `no account is called "${account}". Known: ${known}`;
      check.addIssue({ code: 'custom', path: [...path], message });
    };
    for (const kind of ['users', 'roles', 'keys', 'buckets'] as const) {
      for (const [owned, { account }] of Object.entries(scenario[kind])) {
        checkAccount(account, [kind, owned, 'account']);
      }
    }
    for (const account of Object.keys(scenario.kmsRequestQuotas)) {
      checkAccount(account, ['kmsRequestQuotas', account]);
    }
    const members = scenario.organization === undefined ? [] : accountsNamed(scenario.organization);
    for (const { name: account, path } of members) checkAccount(account, path);
    for (const [name, { assumedBy }] of Object.entries(scenario.roles)) {
      const wrong = wrongAssumer(assumedBy, scenario);
      if (wrong === undefined) continue;
      const [kind, message] = wrong;
      check.addIssue({ code: 'custom', path: ['roles', name, 'assumedBy', kind], message });
    }
  });

/** Why a role cannot be assumed as it says, and the member that is wrong. */
function wrongAssumer(
  assumedBy: z.output<typeof role>['assumedBy'],
  {
    users,
    roles,
  }: { readonly users: object; readonly roles: Readonly<Record<string, z.output<typeof role>>> },
): readonly ['user' | 'role', string] | undefined {
  if ('user' in assumedBy && !Object.hasOwn(users, assumedBy.user))
    return ['user', 'no such user in this scenario'];
  if (!('role' in assumedBy)) return undefined;
  const assumer = Object.hasOwn(roles, assumedBy.role) ? roles[assumedBy.role] : undefined;
  if (assumer === undefined) return ['role', 'no such role in this scenario'];
  return 'role' in assumer.assumedBy ? ['role', 'a role that a service or a user assumes'] : undefined;
}

/** A scenario as written. */
export type ScenarioDocument = z.output<typeof scenarioSchema>;
