import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { account, otherAccount } from '../../../../aws/testing/accounts.ts';
import { newAlias, setKeyPolicy } from '../../../testing/keys.ts';
import {
  allow,
  answerOf,
  type Clients,
  documentOf,
  type LabUnderTest,
  labUnderTest,
  newKey,
  type StatementText,
  to,
} from '../../../testing/lab-under-test.ts';
import { assume } from '../../../testing/roles.ts';

/** For tests: the name of the one secret, and an id for a version of it. */
export const Name = 'database';
export const TOKEN = 'a'.repeat(32);

/** For tests: the one text for whatever KMS refuses. */
export const NO_KMS = '400 AccessDeniedException: Access to KMS is not allowed';

/** For tests: statements that allow everything, and the other account as a principal. */
export const secrets = allow('secretsmanager:*');
export const keys = allow('kms:*');
export const foreigners = to(otherAccount);

/** For tests: a lab with a key under alias/my-key, and what tests do with secrets in it. */
export interface SecretsUnderTest extends LabUnderTest {
  readonly root: Clients;
  /** The ARN of the key. */
  readonly key: string;
  /** The ARN of another key. */
  newKey(): Promise<string>;
  /** The ARN of the secret, made by the root user. */
  create(KmsKeyId?: string): Promise<string>;
  /** Sets the secret's resource policy as the root user. */
  policy(SecretId: string, ...statements: readonly StatementText[]): Promise<string>;
  /** Adds statements to the key's policy that leaves everything to its account. */
  keyPolicy(...statements: readonly StatementText[]): Promise<void>;
  /** The clients of a new session of a role of the account. */
  session(role: string, sessionPolicy?: string): Promise<Clients>;
}

/** For tests: starts one. */
export async function secretsUnderTest(): Promise<SecretsUnderTest> {
  const lab = await labUnderTest();
  const root = lab.as(account);
  const key = await newKey(root);
  await newAlias(root, 'alias/my-key', key);
  const owner = { ...keys, Principal: { AWS: `arn:aws:iam::${account}:root` } };
  return {
    ...lab,
    root,
    key,
    newKey: () => newKey(root),
    async create(KmsKeyId) {
      const made = new CreateSecretCommand({ Name, SecretString: 'hello', KmsKeyId });
      return (await root.secretsmanager.send(made)).ARN ?? '';
    },
    policy(SecretId, ...statements) {
      const ResourcePolicy = documentOf(...statements);
      const sent = new PutResourcePolicyCommand({ SecretId, ResourcePolicy });
      return answerOf(root.secretsmanager.send(sent));
    },
    async keyPolicy(...statements) {
      await setKeyPolicy(root, key, owner, ...statements);
    },
    async session(role, Policy) {
      const admin = await lab.user(account, `assumes-${role}-${Math.random()}`, allow('sts:*'));
      return lab.as(await assume(admin, `arn:aws:iam::${account}:role/${role}`, { Policy }));
    },
  };
}

/** For tests: how GetSecretValue comes out. */
export function read(who: Clients, SecretId = Name, more: object = {}): Promise<string> {
  return answerOf(who.secretsmanager.send(new GetSecretValueCommand({ SecretId, ...more })));
}

/** For tests: how PutSecretValue comes out. */
export function put(who: Clients, SecretId = Name): Promise<string> {
  return answerOf(who.secretsmanager.send(new PutSecretValueCommand({ SecretId, SecretString: 'anew' })));
}

/** For tests: how UpdateSecret comes out. */
export function update(who: Clients, more: object, SecretId = Name): Promise<string> {
  return answerOf(who.secretsmanager.send(new UpdateSecretCommand({ SecretId, ...more })));
}
