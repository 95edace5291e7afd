// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written so
/** Condition keys by the type of their values, with values for requests and values for policies. */
interface KeyFamily {
  readonly operators: readonly string[];
  readonly keys: readonly string[];
  readonly present: readonly string[];
  /** Values of policies. */
  readonly wanted: readonly string[];
}

const STRINGS: readonly string[] = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
];
const ARNS = ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'];

const ORDERS = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

/** Keys with one value. */
export const SINGLE: readonly KeyFamily[] = [
  {
    operators: STRINGS,
    keys: ['aws:PrincipalTag/team', 'aws:RequestedRegion', 'aws:PrincipalOrgID', 'aws:SourceVpce'],
    present: ['red', 'blue', 'Red'],
    wanted: [
      'red',
      'blue',
      'RED',
      'r*',
      '?ed',
      '*',
      'green',
      "${aws:PrincipalTag/team, 'red'}",
      '${aws:SourceVpce}',
    ],
  },
  {
    operators: ARNS,
    keys: ['aws:PrincipalArn', 'aws:SourceArn'],
    present: ['arn:aws:iam::111111111111:role/app/reader', 'arn:aws:sns:eu-west-1:222222222222:a:b'],
    wanted: [
      'arn:aws:iam::111111111111:role/app/reader',
      'arn:aws:iam::*:role/*',
      'arn:aws:*:*:222222222222:*',
      'arn:aws:sns:eu-*:222222222222:a',
      'arn:aws:iam::11111111111?:*',
    ],
  },
  {
    operators: ['Bool'],
    keys: ['aws:SecureTransport', 'aws:MultiFactorAuthPresent'],
    present: ['true', 'false'],
    wanted: ['true', 'false', 'TRUE'],
  },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    keys: ['aws:SourceIp'],
    present: ['203.0.113.7', '198.51.100.1', '2001:db8::1'],
    wanted: ['203.0.113.0/24', '203.0.113.7', '0.0.0.0/0', '2001:db8::/32', '198.51.0.0/16', '::/0'],
  },
  {
    operators: ORDERS.map((order) => `Numeric${order}`),
    keys: ['aws:MultiFactorAuthAge'],
    present: ['300', '3600', '0'],
    wanted: ['300', '1000', '3600', '0'],
  },
  {
    operators: ORDERS.map((order) => `Date${order}`),
    keys: ['aws:CurrentTime', 'aws:TokenIssueTime'],
    present: ['2026-01-01T00:00:00Z', '2026-06-30T12:00:00+02:00'],
    wanted: [
      '2026-01-01T00:00:00Z',
      '2025-12-31',
      '2026-06-30T10:00:00Z',
      '2026-01',
      '2030-01-01T00:00:00.000Z',
    ],
  },
];

/** Keys with several values. */
export const MULTIPLE: KeyFamily = {
  operators: STRINGS,
  keys: ['aws:TagKeys', 'aws:PrincipalOrgPaths'],
  present: ['red', 'blue', 'o-1/r-1/'],
  wanted: ['red', 'b*', 'o-1/*', 'RED', 'green'],
};

/** Keys that only some actions have; their values are texts, with the exception of one number. */
export const OF_SERVICES: KeyFamily = {
  operators: STRINGS,
  keys: [],
  present: ['red', 'blue'],
  wanted: ['red', 'r*', 'green', '*'],
};
