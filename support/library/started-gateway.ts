/** What an AWS client signs with, as the SDK takes it. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of a role's session. */
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/**
 * A gateway that is up: it answers as AWS does, and refuses what AWS refuses. Stop it, or leave that to `await using`;
 * nothing of it stays.
 */
export interface StartedGateway extends AsyncDisposable {
  /** Where AWS clients are pointed: `http://127.0.0.1:32768`. S3 clients need `forcePathStyle: true`. */
  getConnectionUri(): string;
  /** The same as {@link getConnectionUri}, by the name that AWS clients have for it. */
  getEndpoint(): string;
  /** The region for clients that are not particular: every region is served. */
  getRegion(): string;
  /**
   * Credentials of somebody in an account, which needs nothing but its 12 digits:
   * - `root`, the root user: bound by key policies, bucket policies and control policies like anybody;
   * - a user, by name: an access key that is created in IAM, once;
   * - a role, by name: a new session, whoever its trust policy names. Who may assume a role is asked by AssumeRole itself.
   *
   * A name that a user and a role share is told apart by `user/` or `role/` before it.
   * Throws CredentialsError where nobody is called that.
   *
   * @example
   * const writer = new S3Client({ endpoint: gateway.getEndpoint(), region: gateway.getRegion(), forcePathStyle: true,
   *   credentials: await gateway.credentialsFor('111111111111', 'writer') });
   */
  credentialsFor(account: string, principal: string): Promise<Credentials>;
  /**
   * Why the request was denied that an SDK client has thrown this for, in one sentence that names the policy; undefined
   * where it was not a denial.
   *
   * @example
   * const refused = await writer.send(new GetObjectCommand({ Bucket, Key })).catch((error: unknown) => error);
   * expect(gateway.whyDenied(refused)).toContain('kms:Decrypt');
   */
  whyDenied(error: unknown): string | undefined;
  /** Ends it. To call it again changes nothing. */
  stop(): Promise<void>;
}
