/** The credentials of an AWS client, as the SDK takes them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The session token, if the credentials are of a role's session. */
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/**
 * A started gateway: it answers as AWS does, and denies what AWS denies. `stop` or `await using` ends it and leaves
 * nothing behind.
 */
export interface StartedGateway extends AsyncDisposable {
  /** The address for AWS clients: `http://127.0.0.1:32768`. S3 clients need `forcePathStyle: true`. */
  getConnectionUri(): string;
  /** The same as {@link getConnectionUri}, by the name that AWS clients use. */
  getEndpoint(): string;
  /** The region for clients that need one; every region is served. */
  getRegion(): string;
  /**
   * Returns credentials of a principal in an account. The account needs nothing but its 12 digits:
   * - `root`, the root user: key policies, bucket policies and control policies bind it like any user;
   * - a user, by name: an access key that is created in IAM, once;
   * - a role, by name: a new session, whatever its trust policy says. Call AssumeRole to test the trust policy.
   *
   * If a user and a role share a name, write `user/` or `role/` in front of it.
   * Throws CredentialsError if there is no such user or role.
   *
   * @example
   * const writer = new S3Client({ endpoint: gateway.getEndpoint(), region: gateway.getRegion(), forcePathStyle: true,
   *   credentials: await gateway.credentialsFor('111111111111', 'writer') });
   */
  credentialsFor(account: string, principal: string): Promise<Credentials>;
  /**
   * Explains why a request was denied, from the error that the SDK client threw: one sentence that names the policy.
   * Undefined if the request was not denied.
   *
   * @example
   * const refused = await writer.send(new GetObjectCommand({ Bucket, Key })).catch((error: unknown) => error);
   * expect(gateway.whyDenied(refused)).toContain('kms:Decrypt');
   */
  whyDenied(error: unknown): string | undefined;
  /** Ends the gateway. Calling it again changes nothing. */
  stop(): Promise<void>;
}
