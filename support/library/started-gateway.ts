import type { ClientConfiguration } from './client-configuration.ts';
import type { Credentials } from './credentials.ts';

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
   * The configuration of a client that acts as a principal, with endpoint, region and credentials:
   * - in a scenario, by its name there: `the reader role`, `reader`, `the root user of the data account`. A role is assumed
   *   by the principal of its `assumedBy`;
   * - on every gateway, by its ARN: `arn:aws:iam::111111111111:role/reader`. A role gets a session even if its trust
   *   policy allows none. The 12 digits of an account stand for its root user;
   * - `anonymous`, whose requests are not signed.
   *
   * Throws CredentialsError for words that name no principal. The first request of the client rejects with
   * CredentialsError if there is no such user or role at the gateway.
   *
   * @example
   * await using gateway = await startGateway({ scenario: 'shared-reports' });
   * const s3 = new S3Client(gateway.as('the analyst role'));
   * await s3.send(new GetObjectCommand({ Bucket: 'shared-reports', Key: 'report.csv' }));
   */
  as(principal: string): ClientConfiguration;
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
  /**
   * Explains a request as `keyhole explain` does, from the output or the error of the SDK client. The text says who asked
   * for what, and lists each permission with the statements that allow it or did not match. In a scenario, things have their
   * names there, and statements their file and line. Undefined if this gateway has not recorded the request; it keeps the
   * last thousand.
   *
   * @example
   * const refused = await reader.send(new GetObjectCommand({ Bucket, Key })).catch((error: unknown) => error);
   * console.log(gateway.explain(refused));
   */
  explain(answer: unknown): string | undefined;
  /** Ends the gateway. Calling it again changes nothing. */
  stop(): Promise<void>;
}
