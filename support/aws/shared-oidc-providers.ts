/**
 * The OpenID Connect issuers whose URL many organizations share, without `https://`, each with the condition keys of which a
 * trust policy must evaluate one. Only such a key tells the tokens of one organization from those of all others.
 *
 * Differs: AWS lists two more issuers, of IBM and of Microsoft Sentinel, which keyhole takes for unshared.
 * Source: IAM user guide, "Identity-provider controls for shared OIDC providers".
 */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  'agent.buildkite.com': ['sub'],
  'api.pulumi.com/oidc': ['aud'],
  'app.terraform.io': ['sub'],
  'cognito-identity.amazonaws.com': ['aud'],
  'gitlab.com': ['sub'],
  'oidc-configuration.audit-log.githubusercontent.com': ['sub'],
  'oidc.codefresh.io': ['sub'],
  'oidc.vercel.com': ['aud'],
  'proidc.upbound.io': ['sub'],
  'sandboxes.cloud': ['aud'],
  'scalr.io': ['sub'],
  'studio.datachain.ai/api': ['sub'],
  'token.actions.githubusercontent.com': ['sub', 'job_workflow_ref'],
  'tokens.cloud.shisho.dev': ['sub'],
  'vstoken.actions.githubusercontent.com': ['sub'],
};

/**
 * The condition keys of which a trust policy must evaluate one if it trusts a provider. The provider is given by its ARN or
 * its domain. Undefined for a provider of one organization alone.
 */
export function keysOfSharedProvider(principal: string): readonly string[] | undefined {
  const issuer = principal.replace(/^arn:[^:]+:iam::\d{12}:oidc-provider\//, '').toLowerCase();
  if (!Object.hasOwn(SHARED, issuer)) return undefined;
  return SHARED[issuer]?.map((claim) => `${issuer}:${claim}`);
}
