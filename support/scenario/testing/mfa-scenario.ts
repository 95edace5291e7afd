import { allowing, policyOf, twoAccounts } from './written-scenario.ts';

/** For tests: a scenario in which MFA is stated, and whose role `safe` lets a user with MFA in. */
export const mfaScenario: Readonly<Record<string, string>> = {
  'own/scenario.yaml': `${twoAccounts}assume: { aws:MultiFactorAuthPresent: true }
users:
  clerk: { account: data }
roles:
  safe:
    account: data
    trust: trust.json
    assumedBy: { user: clerk }
    policies: [list.json]
buckets:
  ledger: { account: data, bucketName: acme-ledger }
`,
  'own/list.json': allowing('iam:ListUsers', 's3:ListBucket'),
  'own/trust.json': policyOf({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111111111111:user/clerk' },
    Action: 'sts:AssumeRole',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  }),
};

/** For tests: {@link mfaScenario} with a control policy that denies sts:AssumeRole. */
export function withoutSessions(
  kind: 'serviceControlPolicies' | 'resourceControlPolicies',
): Readonly<Record<string, string>> {
  const principal = kind === 'serviceControlPolicies' ? {} : { Principal: '*' };
  return {
    ...mfaScenario,
    'own/scenario.yaml': `${mfaScenario['own/scenario.yaml']}organization:
  id: o-exampleorgid
  managementAccount: partner
  root: r-ab12
  accounts: { partner: {}, data: { ${kind}: { NoRoles: no-roles.json } } }
`,
    'own/no-roles.json': policyOf({
      Effect: 'Deny',
      ...principal,
      Action: 'sts:AssumeRole',
      Resource: '*',
    }),
  };
}
