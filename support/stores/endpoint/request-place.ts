import type { Service } from '../../wire/operations.ts';

/** An account in a region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

const keyArn = /^arn:aws:kms:([a-z0-9-]+):(\d{12}):(?:key|alias)\//;
const secretArn = /^arn:aws:secretsmanager:([a-z0-9-]+):(\d{12}):secret:/;

/**
 * Where a request is performed. KMS keys and secrets are found only in their own account and region by permissive
 * endpoints, and the gateway has named them by ARN; all else is the caller's.
 */
export function placeOf(service: Service, input: object, asked: Place): Place {
  if (service !== 'kms' && service !== 'secretsmanager')
    return { account: asked.account === '' ? '000000000000' : asked.account, region: asked.region };
  const [member, arn] = service === 'kms' ? ['KeyId', keyArn] : ['SecretId', secretArn];
  const reference: unknown = Reflect.get(input, member);
  const match = typeof reference === 'string' ? arn.exec(reference) : null;
  if (match === null) return asked;
  const [, region = asked.region, account = asked.account] = match;
  return { account, region };
}
