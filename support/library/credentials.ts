/** The credentials of an AWS client, as the SDK takes them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The session token, if the credentials are of a role's session. */
  readonly sessionToken?: string;
  readonly expiration?: Date;
}
