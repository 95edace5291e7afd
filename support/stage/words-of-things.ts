/** `the write-only bucket`, `bucket 1` */
export const BUCKET = String.raw`(?:the [\w-]+ bucket|bucket \d)`;
/** `the intake account`, `account 2` */
export const ACCOUNT = String.raw`(?:the [\w-]+ account|account \d)`;
/** `eu-central-1` */
export const REGION = String.raw`[a-z]{2}-[a-z]+-\d`;
/** `the shared key`, `key 2`, `the shared key in eu-central-1`, `the AWS managed key of the intake account` */
export const KEY = String.raw`(?:the [\w-]+ key(?: in ${REGION})?|key \d|the AWS managed key of ${ACCOUNT})`;
/** `alias/my-key` */
export const ALIAS = String.raw`alias/[\w/-]+`;
/** `the partner access point` */
export const ACCESS_POINT = String.raw`the [\w-]+ access point`;
/** `"hello.txt"`, `"offer.pdf" in the to-client bucket`, `"offer.pdf" through the partner access point` */
export const OBJECT = `"[^"]+"(?: in ${BUCKET}| through ${ACCESS_POINT})?`;
/** `the deploy secret` */
export const SECRET = String.raw`the [\w-]+ secret`;
/** `the orders table` */
export const TABLE = String.raw`the [\w-]+ table`;

/** Roles and users of the scenario. */
export const IDENTITIES = [
  /the [\w-]+ (?:role|user|administrator)/,
  /the (?:reader|writer) of account \d/,
  /the (?:outsider|administrator|company|client|colleague)/,
  /role \d/,
];

/** Kinds of encryption: of S3, of the AWS managed key, and of a key by its ARN, id, alias or name. */
export const ENCRYPTIONS = [
  'SSE-S3',
  'the AWS managed key',
  `the (?:ARN|id) of ${KEY}`,
  `the ARN of ${ACCOUNT}'s ${ALIAS}`,
  ALIAS,
  KEY,
];
