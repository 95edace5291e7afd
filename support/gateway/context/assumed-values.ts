import { isIP } from 'node:net';

/** Finds what is wrong with one value of an assumption, as the end of a sentence; undefined if nothing is. */
export type ValueRule = (value: string) => string | undefined;

const rule =
  (pattern: RegExp, fault: string): ValueRule =>
  (value) =>
    pattern.test(value) ? undefined : fault;

/** The rules for the values that can be assumed, by kind. */
export const valueRules = {
  address: (value) =>
    isIP(value) === 0 ? 'must be one IP address, such as 203.0.113.7, and not a range' : undefined,
  boolean: rule(/^(?:true|false)$/, 'must be true or false'),
  number: rule(/^\d{1,15}$/, 'must be a whole number, such as 300'),
  tlsVersion: rule(/^1\.[0-3]$/, 'must be 1.0, 1.1, 1.2 or 1.3'),
  account: rule(/^\d{12}$/, 'must be an account id of 12 digits, in quotes'),
  organization: rule(/^o-[a-z0-9]{10,32}$/, 'must be the id of an organization, such as o-exampleorgid'),
  organizationPath: rule(/^o-[a-z0-9]{10,32}\/r-.+\/$/, 'must be a path, such as o-exampleorgid/r-ab12/'),
  vpcArn: rule(
    /^arn:aws[a-z-]*:ec2:[a-z0-9-]+:\d{12}:vpc\/vpc-[0-9a-f]+$/,
    'must be the ARN of a VPC, such as arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-1a2b3c4d',
  ),
} as const satisfies Readonly<Record<string, ValueRule>>;
