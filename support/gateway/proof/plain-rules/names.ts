/** The account of the bucket, another of its organization, and one outside. */
export const OWNER = '111111111111';
export const PARTNER = '222222222222';
export const STRANGER = '333333333333';

export const REGION = 'eu-west-1';
export const BUCKET = 'records';
export const BUCKET_ARN = `arn:aws:s3:::${BUCKET}`;
export const VPC = 'vpc-5e6f7a8b';
export const VPCE = 'vpce-1a2b3c4d';

/** The ARN of the access point, which one of the two accounts has. */
export const pointArn = (account: string) => `arn:aws:s3:${REGION}:${account}:accesspoint/mine`;

/** The stand-ins for the ARNs of the keys in generated policies. */
export const KEYS = { owner: 'KEY-OF-OWNER', partner: 'KEY-OF-PARTNER' } as const;

/** The ARNs of the keys. */
export type KeyArns = Readonly<Record<keyof typeof KEYS, string>>;

/** Anything generated, with the ARNs of the keys in place of their stand-ins. */
export function withKeys<T>(generated: T, keys: KeyArns): T {
  const text = JSON.stringify(generated)
    .replaceAll(KEYS.owner, keys.owner)
    .replaceAll(KEYS.partner, keys.partner);
  return JSON.parse(text) as T;
}

/** The users and roles, by their accounts. */
export const USERS = { ana: OWNER, bob: PARTNER } as const;
export const ROLES = { rex: OWNER, kim: PARTNER } as const;

export const arnOfUser = (name: keyof typeof USERS) => `arn:aws:iam::${USERS[name]}:user/${name}`;
export const arnOfRole = (name: keyof typeof ROLES) => `arn:aws:iam::${ROLES[name]}:role/${name}`;
export const arnOfSession = (name: keyof typeof ROLES) =>
  `arn:aws:sts::${ROLES[name]}:assumed-role/${name}/one`;
export const rootOf = (account: string) => `arn:aws:iam::${account}:root`;
