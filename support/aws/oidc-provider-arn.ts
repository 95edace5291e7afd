/**
 * The ARN of an OpenID Connect provider: its URL without `https://`.
 * Source: IAM API reference, CreateOpenIDConnectProvider.
 */
export function oidcProviderArn(account: string, url: string): string {
  return `arn:aws:iam::${account}:oidc-provider/${url.replace(/^https:\/\//, '')}`;
}
