import * as z from 'zod';
import { accessPoints, withoutBucket } from './access-point-schema.ts';
import { account, accountId, blockPublicAccess, splitAccounts } from './account-schema.ts';
import { assumptionsSchema } from './assumptions-schema.ts';
import { document, name, regionName } from './document-names.ts';
import { fromSchema } from './from-schema.ts';
import { grants } from './grant-schema.ts';
import { groups, wrongMembers } from './group-schema.ts';
import { boundary, policyMembers } from './identity-schema.ts';
import { clashingManagedPolicy } from './managed-policies.ts';
import { multiRegionMembers, wrongReplicas } from './multi-region-keys.ts';
import { assumedByToken, oidcProvider, withoutProvider } from './oidc-schema.ts';
import { accountsNamed, organizationSchema } from './organization-schema.ts';
import { iamName, iamPath, realKey, wrongRealKeys } from './real-names.ts';
import { secrets, wrongSecretArns } from './secret-schema.ts';
import { sessionMembers, wrongSession } from './session-schema.ts';
import { tables } from './table-schema.ts';
import { tags } from './tags-schema.ts';

const service = z
  .string()
  .regex(/^[a-z0-9.-]+\.amazonaws\.com$/, 'must be a service principal, e.g. transfer.amazonaws.com');

const alias = z.string().regex(/^alias\/[A-Za-z0-9/_-]+$/, 'must begin with alias/');

const key = z.strictObject({
  account: name,
  description: z.string().optional(),
  /** An alias that is created in the key's account. */
  alias: alias.optional(),
  /** More aliases of the key, if it has several. */
  furtherAliases: z.array(alias).default([]),
  policy: document,
  ...realKey,
  tags,
  ...multiRegionMembers,
  /** The origin of the key's material. A key of the origin EXTERNAL gets imported material. */
  origin: z.enum(['AWS_KMS', 'EXTERNAL']).default('AWS_KMS'),
  /** The grants of the key, by name. */
  grants,
  /** Skips KMS's lockout check, for key policies that AWS accepts only with BypassPolicyLockoutSafetyCheck. */
  bypassLockoutCheck: z.boolean().default(false),
});

const role = z.strictObject({
  account: name,
  /** The role's name in IAM, if it is not the name in features. */
  roleName: iamName.optional(),
  path: iamPath.default('/'),
  /** The trust policy, which says who may assume the role. */
  trust: document,
  /**
   * The principal that assumes the role in examples: a service that the role trusts, a user, or another role. It can also
   * be the holder of a token of an OpenID Connect provider. The parameters of its sessions stand beside it. A role without it
   * takes part in decisions, and no example acts as it.
   */
  assumedBy: z
    .union(
      [
        z.strictObject({ service, ...sessionMembers }),
        z.strictObject({ user: name, ...sessionMembers }),
        z.strictObject({ role: name, ...sessionMembers }),
        assumedByToken,
      ],
      'must be one of { service: lambda.amazonaws.com }, { user: … }, { role: … } and { oidc: … }',
    )
    .optional(),
  tags,
  ...policyMembers,
  boundary,
});

const user = z.strictObject({
  account: name,
  /** The user's name in IAM, if it is not the name in features. */
  userName: iamName.optional(),
  path: iamPath.default('/'),
  tags,
  ...policyMembers,
  boundary,
});

const users = z
  .record(name, user)
  .default({})
  .transform((given) =>
    Object.fromEntries(
      Object.entries(given).map(([key, { userName = key, ...rest }]) => [key, { ...rest, userName }]),
    ),
  );

const roles = z
  .record(name, role)
  .default({})
  .transform((given) =>
    Object.fromEntries(
      Object.entries(given).map(([key, { roleName = key, ...rest }]) => [key, { ...rest, roleName }]),
    ),
  );

/** A VPC endpoint for S3. */
export const endpointSchema = z.strictObject({
  id: z.string().regex(/^vpce-[0-9a-f]{8,17}$/, 'must be the id of a VPC endpoint, e.g. vpce-1a2b3c4d'),
  vpc: z.string().regex(/^vpc-[0-9a-f]{8,17}$/, 'must be the id of a VPC, e.g. vpc-1a2b3c4d'),
  /** The endpoint policy. Without one, the endpoint allows everything. */
  policy: document.optional(),
});

const bucket = z.strictObject({
  account: name,
  bucketName: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      'must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens',
    ),
  /** The default encryption: a KMSMasterKeyID, or `aws:kms` without a key; SSE-S3 if it is left out. */
  encryption: z.string().optional(),
  bucketKey: z.boolean().default(false),
  policy: document.optional(),
  /** S3 Object Ownership. ACLs are disabled by default, as on AWS since April 2023. */
  objectOwnership: z.enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']).optional(),
  /** The settings of Block Public Access: all four by one word, or each by its name. They are on by default, as on AWS. */
  blockPublicAccess: blockPublicAccess.prefault(true),
  versioning: z.boolean().default(false),
  /** Attribute-based access control: the tags of the bucket count in policies. It is disabled by default, as on AWS. */
  abac: z.boolean().default(false),
  tags,
});

/** The members of a scenario whose things an account owns. */
const OWNED = [
  'users',
  'roles',
  'groups',
  'keys',
  'buckets',
  'accessPoints',
  'tables',
  'secrets',
  'oidcProviders',
] as const;

/** The shape of a scenario.yaml: accounts by name, and the resources of each. Features use these names. */
export const scenarioSchema = z
  .strictObject({
    title: z.string().min(1),
    /** The subject of the scenario in one or two sentences, for the documentation. */
    summary: z.string().min(1).optional(),
    region: z.string().regex(regionName, 'must be a region, e.g. eu-west-1'),
    /** The sources that the scenario is read from at each run. */
    from: fromSchema.optional(),
    accounts: z.record(name, account),
    /** The ids of accounts that policies name and the scenario leaves out on purpose: no warning tells of them. */
    outsideAccounts: z.array(accountId).optional(),
    organization: organizationSchema.optional(),
    users,
    /** Providers whose tokens let their holders assume roles. */
    oidcProviders: z.record(name, oidcProvider).default({}),
    roles,
    groups,
    keys: z.record(name, key).default({}),
    buckets: z.record(name, bucket).default({}),
    /** Access points of S3: further addresses of buckets, each with a policy of its own. */
    accessPoints,
    tables,
    secrets,
    endpoints: z.record(name, endpointSchema).default({}),
    /** Further documents, besides those that other members name: features name them, or they are kept for comparison. */
    documents: z.array(document).default([]),
    /** The cryptographic requests a second that KMS serves an account in each region; unlimited by default. */
    kmsRequestQuotas: z.record(name, z.int().nonnegative()).default({}),
    assume: assumptionsSchema,
  })
  .superRefine((scenario, check) => {
    const checkAccount = (account: string, path: readonly string[]) => {
      if (Object.hasOwn(scenario.accounts, account)) return;
      const known = Object.keys(scenario.accounts).join(', ');
      const message = `there is no account "${account}". Known: ${known}`;
      check.addIssue({ code: 'custom', path: [...path], message });
    };
    for (const kind of OWNED) {
      for (const [owned, { account }] of Object.entries(scenario[kind])) {
        checkAccount(account, [kind, owned, 'account']);
      }
    }
    for (const account of Object.keys(scenario.kmsRequestQuotas)) {
      checkAccount(account, ['kmsRequestQuotas', account]);
    }
    const clash = clashingManagedPolicy(scenario);
    if (clash !== undefined) check.addIssue({ code: 'custom', ...clash });
    const { accounts } = splitAccounts(scenario.accounts);
    for (const [index, id] of (scenario.outsideAccounts ?? []).entries()) {
      const [own] = Object.entries(accounts).find(([, known]) => known === id) ?? [];
      if (own === undefined) continue;
      const message = `is the account "${own}" of the scenario`;
      check.addIssue({ code: 'custom', path: ['outsideAccounts', index], message });
    }
    for (const wrong of [
      ...wrongRealKeys({ ...scenario, accounts }),
      ...wrongReplicas(scenario),
      ...wrongSecretArns({ ...scenario, accounts }),
      ...wrongMembers(scenario),
      ...withoutBucket(scenario),
    ])
      check.addIssue({ code: 'custom', ...wrong });
    const members = scenario.organization === undefined ? [] : accountsNamed(scenario.organization);
    for (const { name: account, path } of members) checkAccount(account, path);
    for (const fault of withoutProvider(scenario.roles, scenario.oidcProviders))
      check.addIssue({ code: 'custom', ...fault });
    for (const [name, { assumedBy }] of Object.entries(scenario.roles)) {
      if (assumedBy === undefined) continue;
      for (const { path, message } of wrongSession(assumedBy))
        check.addIssue({ code: 'custom', path: ['roles', name, 'assumedBy', ...path], message });
      const wrong = wrongAssumer(assumedBy, scenario);
      if (wrong === undefined) continue;
      const [kind, message] = wrong;
      check.addIssue({ code: 'custom', path: ['roles', name, 'assumedBy', kind], message });
    }
  })
  .transform(({ accounts, ...rest }) => ({ ...rest, ...splitAccounts(accounts) }));

/** The fault of a role's `assumedBy`, with the member that is wrong; undefined if there is none. */
function wrongAssumer(
  assumedBy: NonNullable<z.output<typeof role>['assumedBy']>,
  {
    users,
    roles,
  }: { readonly users: object; readonly roles: Readonly<Record<string, z.output<typeof role>>> },
): readonly ['user' | 'role', string] | undefined {
  if ('user' in assumedBy && !Object.hasOwn(users, assumedBy.user))
    return ['user', 'this scenario has no such user'];
  if (!('role' in assumedBy)) return undefined;
  const assumer = Object.hasOwn(roles, assumedBy.role) ? roles[assumedBy.role] : undefined;
  if (assumer === undefined) return ['role', 'this scenario has no such role'];
  return assumer.assumedBy === undefined || 'role' in assumer.assumedBy
    ? ['role', 'must be a role that a service, a user or a token assumes']
    : undefined;
}

/** A scenario as written. */
export type ScenarioDocument = z.output<typeof scenarioSchema>;
