import * as z from 'zod';
import { document, name } from './document-names.ts';
import { tags } from './tags-schema.ts';

const SECRET_ARN = /^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/;

const secret = z.strictObject({
  account: name,
  secretName: z
    .string()
    .regex(
      /^[\w/+=.@-]{1,512}$/,
      'must be the name of a secret: letters, digits and any of / _ + = . @ -, at most 512',
    ),
  /** The ARN on AWS. Secrets Manager chooses another end of it wherever a scenario is created. */
  arn: z
    .string()
    .regex(
      SECRET_ARN,
      'must be the ARN of a secret with its six last characters, e.g. arn:aws:secretsmanager:eu-west-1:111111111111:secret:api-key-AbCdEf',
    )
    .optional(),
  /** The text that it holds. Messages never show it. keyhole makes one up if it is left out. */
  value: z.string().min(1).max(65_536).optional(),
  /** A KmsKeyId; the AWS managed key if it is left out. */
  encryption: z.string().optional(),
  /** The resource policy. */
  policy: document.optional(),
  tags,
});

/** Secrets of Secrets Manager by name. */
export const secrets = z.record(name, secret).default({});

interface Secrets {
  readonly secrets: z.output<typeof secrets>;
  readonly accounts: Readonly<Record<string, string>>;
  readonly region: string;
}

/** The faults of the ARNs of secrets, with the places that are wrong. */
export function wrongSecretArns({ secrets: all, accounts, region }: Secrets) {
  return Object.entries(all).flatMap(([name, { account, secretName, arn }]) => {
    const expected = secretArnStart({ region, account: accounts[account], secretName });
    if (arn === undefined || arn.slice(0, -6) === expected) return [];
    const message = `names another account, region or secret: the ARN of this secret begins with ${expected}`;
    return [{ path: ['secrets', name, 'arn'], message }];
  });
}

/** The ARN of a secret without its six last characters, which Secrets Manager chooses. */
export function secretArnStart({
  region,
  account,
  secretName,
}: {
  readonly region: string;
  readonly account: string | undefined;
  readonly secretName: string;
}): string {
  return `arn:aws:secretsmanager:${region}:${account}:secret:${secretName}-`;
}
