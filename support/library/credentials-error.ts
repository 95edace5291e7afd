/** Why there are no credentials: nobody is called that, two are, or IAM allows no more access keys. */
export class CredentialsError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CredentialsError';
  }
}
