/**
 * An issuer of OpenID Connect tokens whose signatures STS can verify. AWS asks the issuer for its public keys; the gateway
 * is given one. Tokens of every other issuer are refused.
 */
export interface TokenIssuer {
  /** `https://token.actions.githubusercontent.com`: the claim `iss` of its tokens. */
  readonly url: string;
  /** The public key of its signatures with ES256, in PEM. */
  readonly publicKey: string;
}
