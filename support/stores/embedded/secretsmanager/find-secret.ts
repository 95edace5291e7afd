import { markedForDeletion, noSuchSecret } from '../../../aws/secrets-error.ts';
import { present } from '../shared/constraints.ts';
import type { OperationContext } from '../shared/operation-table.ts';
import type { Secret, SecretsState } from './secrets-state.ts';

/** An account in a region. */
interface SecretScope {
  readonly account: string;
  readonly region: string;
}

/** The context that operations of Secrets Manager have besides their input. */
export type SecretsContext = OperationContext<SecretsState>;

/**
 * The secret that a name, an ARN or an ARN without its six random characters stands for; a name belongs to the caller's
 * account. Throws ResourceNotFoundException.
 *
 * Source: Secrets Manager user guide, "Find a secret from a partial ARN"; Secrets Manager API reference, SecretId of
 * each operation.
 */
export function findSecret(secretId: string | undefined, context: SecretsContext): Secret {
  const reference = present('secretId', secretId);
  const secret = reference.startsWith('arn:')
    ? byArn(reference, context)
    : secretNamed(context.state, reference, context);
  if (secret === undefined) throw noSuchSecret();
  return secret;
}

/**
 * Finds a secret like {@link findSecret}, to use or change it. Throws InvalidRequestException if it is
 * deleted.
 */
export function usableSecret(secretId: string | undefined, context: SecretsContext): Secret {
  const secret = findSecret(secretId, context);
  if (secret.deletion === undefined) return secret;
  throw markedForDeletion();
}

/** The secret of a name in an account and region, also one whose deletion is pending. */
export function secretNamed(state: SecretsState, name: string, scope: SecretScope): Secret | undefined {
  for (const secret of secretsIn(state, scope)) if (secret.name === name) return secret;
  return undefined;
}

/** The secrets of an account and region. Those whose recovery window is over are gone. */
export function* secretsIn(state: SecretsState, { account, region }: SecretScope): Iterable<Secret> {
  const now = state.now();
  for (const secret of state.secrets.values()) {
    if (secret.deletion !== undefined && secret.deletion.end <= now) state.secrets.delete(secret.arn);
    else if (secret.account === account && secret.region === region) yield secret;
  }
}

const ARN = /^arn:aws:secretsmanager:([a-z0-9-]+):(\d{12}):secret:(.+)$/;

function byArn(arn: string, { state, region }: SecretsContext): Secret | undefined {
  const [, of, account, name] = ARN.exec(arn) ?? [];
  if (account === undefined || name === undefined || of !== region) return undefined;
  const scope = { account, region };
  for (const secret of secretsIn(state, scope)) if (secret.arn === arn) return secret;
  return secretNamed(state, name, scope);
}
