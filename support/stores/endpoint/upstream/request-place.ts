import type { Service } from '../../../aws/operations.ts';

/** An account in a region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

const keyArn = /^arn:aws:kms:([a-z0-9-]+):(\d{12}):(?:key|alias)\//;
const secretArn = /^arn:aws:secretsmanager:([a-z0-9-]+):(\d{12}):secret:/;
const tableArn = /^arn:aws:dynamodb:([a-z0-9-]+):(\d{12}):table\//;

/** The members that name what a request is about, where that has an account of its own, and the ARNs that tell it. */
const NAMED: Readonly<
  Partial<Record<Service, { readonly members: readonly string[]; readonly arn: RegExp }>>
> = {
  kms: { members: ['KeyId'], arn: keyArn },
  secretsmanager: { members: ['SecretId'], arn: secretArn },
  dynamodb: { members: ['TableName', 'ResourceArn'], arn: tableArn },
};

/**
 * Where a request is performed. KMS keys, secrets and tables are found only in their own account and region by permissive
 * endpoints, and the gateway has named those of others by ARN; all else is the caller's.
 */
export function placeOf(service: Service, input: object, asked: Place): Place {
  const named = NAMED[service];
  if (named === undefined)
    return { account: asked.account === '' ? '000000000000' : asked.account, region: asked.region };
  for (const member of named.members) {
    const reference: unknown = Reflect.get(input, member);
    const match = typeof reference === 'string' ? named.arn.exec(reference) : null;
    if (match === null) continue;
    const [, region = asked.region, account = asked.account] = match;
    return { account, region };
  }
  return asked;
}
