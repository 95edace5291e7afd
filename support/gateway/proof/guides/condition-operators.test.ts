import { allow, deny } from '../../testing/lab-under-test.ts';
import { type Ask, type Example, holdsAsGuided } from './guide-examples.ts';
import { identity, list, type PeopleWorld, prepare, read, steps, taggedUser, USER_ARN } from './people.ts';

const tags = taggedUser({ team: 'Blue', size: '12', when: '2024-01-01', empty: '' });
const TEAM = 'aws:PrincipalTag/team';

/** One condition of a statement that allows a read, and the answer. */
type Row = readonly [words: string, condition: object, answer: 'granted' | 'denied'];

const asExample = ([words, Condition, answer]: Row): Example<PeopleWorld> => ({
  words,
  arrange: steps(tags, identity(allow('s3:GetObject', '*', { Condition }))),
  asks: [['a read', read(), answer] satisfies Ask<PeopleWorld>],
});

const STRINGS: readonly Row[] = [
  ['StringEquals is of the same letter case', { StringEquals: { [TEAM]: 'Blue' } }, 'granted'],
  ['StringEquals is not of another letter case', { StringEquals: { [TEAM]: 'blue' } }, 'denied'],
  ['StringEquals knows no wildcards', { StringEquals: { [TEAM]: 'Bl*' } }, 'denied'],
  ['StringEqualsIgnoreCase', { StringEqualsIgnoreCase: { [TEAM]: 'BLUE' } }, 'granted'],
  ['StringNotEqualsIgnoreCase', { StringNotEqualsIgnoreCase: { [TEAM]: 'BLUE' } }, 'denied'],
  ['StringLike with a star', { StringLike: { [TEAM]: 'B*e' } }, 'granted'],
  ['StringLike with question marks', { StringLike: { [TEAM]: 'B???' } }, 'granted'],
  ['StringLike with too few of them', { StringLike: { [TEAM]: 'B??' } }, 'denied'],
  ['StringLike is of the same letter case', { StringLike: { [TEAM]: 'b*' } }, 'denied'],
  ['StringNotLike', { StringNotLike: { [TEAM]: 'R*' } }, 'granted'],
  ['values are alternatives', { StringEquals: { [TEAM]: ['Red', 'Blue'] } }, 'granted'],
  ['values of a negated operator are not', { StringNotEquals: { [TEAM]: ['Red', 'Blue'] } }, 'denied'],
  ['keys are all needed', { StringEquals: { [TEAM]: 'Blue', 'aws:username': 'other' } }, 'denied'],
  [
    'operators are all needed',
    { StringEquals: { [TEAM]: 'Blue' }, Bool: { 'aws:SecureTransport': false } },
    'denied',
  ],
  ['the key is of any letter case', { StringEquals: { 'AWS:principaltag/TEAM': 'Blue' } }, 'granted'],
  ['an absent key matches nothing', { StringLike: { 'aws:PrincipalTag/none': '*' } }, 'denied'],
  ['an absent key is not any value', { StringNotEquals: { 'aws:PrincipalTag/none': 'x' } }, 'granted'],
  ['an absent key with IfExists', { StringEqualsIfExists: { 'aws:PrincipalTag/none': 'x' } }, 'granted'],
  ['a present key with IfExists', { StringEqualsIfExists: { [TEAM]: 'x' } }, 'denied'],
];

const NUMBERS: readonly Row[] = [
  ['NumericEquals', { NumericEquals: { 'aws:PrincipalTag/size': '12' } }, 'granted'],
  ['NumericEquals of a decimal', { NumericEquals: { 'aws:PrincipalTag/size': '12.0' } }, 'granted'],
  ['NumericNotEquals', { NumericNotEquals: { 'aws:PrincipalTag/size': 12 } }, 'denied'],
  ['NumericLessThan', { NumericLessThan: { 'aws:PrincipalTag/size': '100' } }, 'granted'],
  ['NumericLessThanEquals', { NumericLessThanEquals: { 'aws:PrincipalTag/size': '12' } }, 'granted'],
  ['NumericGreaterThan', { NumericGreaterThan: { 'aws:PrincipalTag/size': '9' } }, 'granted'],
  ['NumericGreaterThanEquals', { NumericGreaterThanEquals: { 'aws:PrincipalTag/size': '13' } }, 'denied'],
  ['a number that is absent', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }, 'denied'],
  [
    'a number that is absent, with IfExists',
    { NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } },
    'granted',
  ],
];

const DATES: readonly Row[] = [
  ['after a date', { DateGreaterThan: { 'aws:CurrentTime': '2020-04-01T00:00:00Z' } }, 'granted'],
  [
    'before a date that has passed',
    { DateLessThan: { 'aws:CurrentTime': '2020-06-30T23:59:59Z' } },
    'denied',
  ],
  ['after a day without a time', { DateGreaterThan: { 'aws:CurrentTime': '2020-04-01' } }, 'granted'],
  ['after an epoch', { DateGreaterThan: { 'aws:CurrentTime': '1585699200' } }, 'granted'],
  [
    'after a date in another zone',
    { DateGreaterThanEquals: { 'aws:CurrentTime': '2020-04-01T00:00:00+02:00' } },
    'granted',
  ],
  ['aws:EpochTime with a date operator', { DateGreaterThan: { 'aws:EpochTime': '1585699200' } }, 'granted'],
  ['aws:EpochTime with a date', { DateGreaterThan: { 'aws:EpochTime': '2020-04-01T00:00:00Z' } }, 'granted'],
  [
    'aws:EpochTime with a numeric operator',
    { NumericGreaterThan: { 'aws:EpochTime': '1585699200' } },
    'granted',
  ],
  ['not equal to a date', { DateNotEquals: { 'aws:CurrentTime': '2020-04-01T00:00:00Z' } }, 'granted'],
  [
    'the issue of a token that no session has',
    { DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' } },
    'denied',
  ],
  ['a date in a tag', { DateLessThan: { 'aws:PrincipalTag/when': '2025-01-01T00:00:00Z' } }, 'granted'],
];

const OTHERS: readonly Row[] = [
  ['Bool', { Bool: { 'aws:SecureTransport': 'true' } }, 'granted'],
  ['Bool of JSON', { Bool: { 'aws:SecureTransport': true } }, 'granted'],
  ['Bool in another letter case', { Bool: { 'aws:SecureTransport': 'TRUE' } }, 'granted'],
  ['Bool of another value', { Bool: { 'aws:ViaAWSService': 'true' } }, 'denied'],
  ['Bool of MFA that is absent', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, 'denied'],
  [
    'BoolIfExists of MFA that is absent',
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
    'granted',
  ],
  ['Null of MFA', { Null: { 'aws:MultiFactorAuthAge': 'true' } }, 'granted'],
  ['Null of a key that is present', { Null: { [TEAM]: 'false' } }, 'granted'],
  ['Null of both', { Null: { [TEAM]: ['true', 'false'] } }, 'granted'],
  ['ArnEquals with a star', { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/us*' } }, 'granted'],
  [
    'ArnLike with a question mark',
    { ArnLike: { 'aws:PrincipalArn': `${USER_ARN.slice(0, -1)}?` } },
    'granted',
  ],
  ['ArnLike of any ARN', { ArnLike: { 'aws:PrincipalArn': 'arn:*:*:*:*:*' } }, 'granted'],
  ['ArnLike of the resource alone', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:u*' } }, 'granted'],
  [
    'ArnLike is of the same letter case',
    { ArnLike: { 'aws:PrincipalArn': USER_ARN.replace('user/user', 'user/USER') } },
    'denied',
  ],
  ['ArnNotLike', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }, 'granted'],
  ['an address without a range', { IpAddress: { 'aws:SourceIp': '127.0.0.1' } }, 'granted'],
  ['a range', { IpAddress: { 'aws:SourceIp': '127.0.0.0/30' } }, 'granted'],
  ['another range', { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '203.0.113.0/24'] } }, 'denied'],
  ['not another range', { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '203.0.113.0/24'] } }, 'granted'],
  ['IPv6', { IpAddress: { 'aws:SourceIp': ['2001:DB8:1234:5678::/64', '::1/128'] } }, 'denied'],
  ['IPv4 and IPv6', { IpAddress: { 'aws:SourceIp': ['127.0.0.0/8', '2001:db8:1234:5678::/64'] } }, 'granted'],
];

const SETS: readonly Row[] = [
  ['ForAllValues of an absent key', { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }, 'granted'],
  ['ForAnyValue of an absent key', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } }, 'denied'],
  [
    'ForAllValues with Null',
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] }, Null: { 'aws:TagKeys': 'false' } },
    'denied',
  ],
  ['ForAllValues of one value', { 'ForAllValues:StringEquals': { [TEAM]: ['Blue', 'Red'] } }, 'granted'],
  ['ForAllValues of another value', { 'ForAllValues:StringEquals': { [TEAM]: ['Red'] } }, 'denied'],
  ['ForAnyValue of one value', { 'ForAnyValue:StringLike': { [TEAM]: ['B*', 'R*'] } }, 'granted'],
  [
    'ForAllValues of an empty text',
    { 'ForAllValues:StringEquals': { 'aws:PrincipalTag/empty': 'x' } },
    'granted',
  ],
  [
    'ForAnyValue with a negation, of an absent key',
    { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['a'] } },
    'denied',
  ],
  [
    'ForAllValues with a negation, of an absent key',
    { 'ForAllValues:StringNotEquals': { 'aws:CalledVia': ['dataexchange.amazonaws.com'] } },
    'granted',
  ],
  [
    'ForAnyValue of services on whose behalf',
    { 'ForAnyValue:StringEquals': { 'aws:CalledVia': ['athena.amazonaws.com'] } },
    'denied',
  ],
];

const REGIONS: readonly Example<PeopleWorld>[] = [
  {
    words: 'Everything outside of some Regions is denied',
    arrange: identity(allow('s3:*'), {
      Effect: 'Deny',
      NotAction: ['iam:*', 'cloudfront:*'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
    }),
    asks: [['in one of them', list(), 'granted']],
  },
  {
    words: 'Addresses outside of a range are denied, but not to services',
    arrange: identity(
      allow('s3:*'),
      deny('*', '*', {
        Condition: {
          NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] },
          Bool: { 'aws:ViaAWSService': 'false' },
        },
      }),
    ),
    asks: [['from outside', read(), 'denied']],
  },
  {
    words: 'Addresses inside of a range are not denied',
    arrange: identity(
      allow('s3:*'),
      deny('*', '*', {
        Condition: {
          NotIpAddress: { 'aws:SourceIp': ['127.0.0.0/8'] },
          Bool: { 'aws:ViaAWSService': 'false' },
        },
      }),
    ),
    asks: [['from inside', read(), 'granted']],
  },
];

const GUIDE = 'IAM user guide, "IAM JSON policy elements: Condition operators"';
holdsAsGuided(`${GUIDE}: texts`, prepare, STRINGS.map(asExample));
holdsAsGuided(`${GUIDE}: numbers`, prepare, NUMBERS.map(asExample));
holdsAsGuided(`${GUIDE}: dates`, prepare, DATES.map(asExample));
holdsAsGuided(`${GUIDE}: others`, prepare, OTHERS.map(asExample));
holdsAsGuided('IAM user guide, "Set operators for multivalued context keys"', prepare, SETS.map(asExample));
holdsAsGuided('IAM user guide, "AWS global condition context keys"', prepare, REGIONS);
