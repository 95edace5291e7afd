import { AwsError } from '../aws/aws-error.ts';
import { wholeIamList } from '../aws/iam-pages.ts';
import type { Input, Operation, Output } from '../aws/operations.ts';
import type { Principal } from '../aws/principal.ts';
import { orMissing } from '../stores/endpoint/remembered-facts/iam/credentials-given.ts';
import type { Store } from '../stores/store.ts';
import type { Credentials } from './credentials.ts';

/** Thrown if there are no credentials: the name is unknown or ambiguous, or IAM allows no more access keys. */
export class CredentialsError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CredentialsError';
  }
}

/** The region of requests to IAM and STS, which answer alike in all regions. */
const region = 'us-east-1';

/** The caller of AssumeRole: keyhole itself, which no trust policy names. */
const itself: Principal = { type: 'Service', service: 'keyhole.amazonaws.com' };

interface Named {
  readonly account: string;
  readonly name: string;
}

/**
 * Credentials for the users and roles of a store. They are created past the gateway, so that no decision is made or
 * recorded.
 *
 * Differs: AWS gives sessions of a role only to principals that its trust policy names.
 */
export class PrincipalCredentials {
  readonly #store: Store;
  /** Access keys by the unique ids of their users; IAM allows two a user, so they are kept. */
  readonly #accessKeys = new Map<string, Promise<Credentials>>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** See {@link StartedGateway.credentialsFor}. */
  async of(account: string, principal: string): Promise<Credentials> {
    if (!/^\d{12}$/.test(account)) {
      throw new CredentialsError(`"${account}" is not an account id: it must have 12 digits`);
    }
    if (principal === 'root') return { accessKeyId: account, secretAccessKey: 'test' };
    const [, kind, name = ''] = /^(?:(user|role)\/)?(.*)$/s.exec(principal) ?? [];
    const named = { account, name };
    const [user, role] = await Promise.all([
      kind === 'role' ? undefined : this.#user(named),
      kind === 'user' ? undefined : this.#role(named),
    ]);
    if (user !== undefined && role !== undefined) {
      throw new CredentialsError(
        `account ${account} has both a user and a role named ${name}: ask for user/${name} or role/${name}`,
      );
    }
    if (user !== undefined) return this.#accessKey(named, user);
    if (role !== undefined) return this.#session(named, role);
    throw new CredentialsError(await this.#unknownName(named, kind));
  }

  /** A user's unique id; undefined if there is no such user. */
  async #user({ account, name }: Named): Promise<string | undefined> {
    return (await orMissing(this.#iam('GetUser', { UserName: name }, account)))?.User?.UserId;
  }

  /** A role's ARN; undefined if there is no such role. */
  async #role({ account, name }: Named): Promise<string | undefined> {
    return (await orMissing(this.#iam('GetRole', { RoleName: name }, account)))?.Role?.Arn;
  }

  async #accessKey(named: Named, userId: string): Promise<Credentials> {
    const made = this.#accessKeys.get(userId);
    if (made !== undefined && (await this.#works(made))) return made;
    const making = this.#createAccessKey(named);
    this.#accessKeys.set(userId, making);
    return making;
  }

  /** True if an access key is neither deleted nor deactivated. */
  async #works(made: Promise<Credentials>): Promise<boolean> {
    const key = await made.catch(() => undefined);
    return key !== undefined && (await this.#store.credential(key.accessKeyId))?.active === true;
  }

  async #createAccessKey({ account, name }: Named): Promise<Credentials> {
    try {
      const { AccessKey } = await this.#store.perform({
        ...{ service: 'iam', operation: 'CreateAccessKey', input: { UserName: name } },
        ...{ region, account, requestId: '', principal: rootUser(account) },
      });
      return credentials(AccessKey?.AccessKeyId, AccessKey?.SecretAccessKey);
    } catch (cause) {
      if (!(cause instanceof AwsError) || cause.code !== 'LimitExceeded') throw cause;
      throw new CredentialsError(
        `the user ${name} of account ${account} has as many access keys as IAM allows: use those, or delete one`,
        { cause },
      );
    }
  }

  async #session({ account }: Named, roleArn: string): Promise<Credentials> {
    const { Credentials: given } = await this.#store.perform({
      ...{ service: 'sts', operation: 'AssumeRole', input: { RoleArn: roleArn, RoleSessionName: 'keyhole' } },
      ...{ region, account, requestId: '', principal: itself },
    });
    const { AccessKeyId, SecretAccessKey, SessionToken = '', Expiration } = given ?? {};
    return {
      ...credentials(AccessKeyId, SecretAccessKey),
      sessionToken: SessionToken,
      ...(Expiration && { expiration: Expiration }),
    };
  }

  async #unknownName({ account, name }: Named, kind = 'user or role'): Promise<string> {
    const [users, roles] = await Promise.all([
      wholeIamList(
        (Marker) => this.#iam('ListUsers', { Marker }, account),
        (page) => page.Users,
      ),
      wholeIamList(
        (Marker) => this.#iam('ListRoles', { Marker }, account),
        (page) => page.Roles,
      ),
    ]);
    const known = [
      ...users.map(({ UserName }) => `user/${UserName}`),
      ...roles.map(({ RoleName }) => `role/${RoleName}`),
      'root',
    ];
    return `account ${account} has no ${kind} named "${name}". Known: ${known.join(', ')}`;
  }

  async #iam<O extends Operation<'iam'>>(
    operation: O,
    input: Input<'iam', O>,
    account: string,
  ): Promise<Output<'iam', O>> {
    return this.#store.read({ service: 'iam', operation, input, account, region });
  }
}

function rootUser(accountId: string): Principal {
  return { type: 'Root', accountId, arn: `arn:aws:iam::${accountId}:root`, userId: accountId };
}

function credentials(accessKeyId: string | undefined, secretAccessKey: string | undefined): Credentials {
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new CredentialsError('the store returned no credentials');
  }
  return { accessKeyId, secretAccessKey };
}
