import { describe, expect, test } from '@jest/globals';
import { checkPolicyDocument } from './check-policy-document.ts';
import { inFile } from './document-place.ts';

/** A policy of one statement, a member a line: `Action` is on line 4. */
function policy(members: object): string {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...members };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, undefined, 1);
}

const check = (members: object) => () => checkPolicyDocument(policy(members), inFile('policies/a.json'));
const condition = (key: string) => ({ Condition: { StringEquals: { [key]: 'x' } } });

describe('a policy is refused for a name that AWS does not have', () => {
  test.each([
    [
      { Action: 's3:GetObjct' },
      'policies/a.json:6:4: Statement[0].Action: "s3:GetObjct" is not an action of s3; did you mean "s3:GetObject"?',
    ],
    [
      { Action: ['s3:GetObject', 'kms:Decript'] },
      'policies/a.json:8:5: Statement[0].Action[1]: "kms:Decript" is not an action of kms; did you mean "kms:Decrypt"?',
    ],
    [{ Action: 'KMS:Decript*' }, '"KMS:Decript*" is not an action of kms'],
    [
      { Action: undefined, NotAction: 'iam:GetRoll' },
      'Statement[0].NotAction: "iam:GetRoll" is not an action of iam',
    ],
    [
      condition('aws:PrincipalOrgId2'),
      'Condition.StringEquals.aws:PrincipalOrgId2: "aws:PrincipalOrgId2" is not a condition key of AWS; did you mean "aws:PrincipalOrgID"?',
    ],
    [
      condition('kms:ViaServise'),
      '"kms:ViaServise" is not a condition key of AWS; did you mean "kms:ViaService"?',
    ],
  ])('%j', (members, message) => {
    expect(check(members)).toThrow(message);
  });

  test.each([
    [
      { Action: ['s3:GetObject', 'kns:Decrypt'] },
      'policies/a.json:8:5: Statement[0].Action[1]: "kns:Decrypt" is of no service of AWS; did you mean "kms:Decrypt"?',
    ],
    [
      { Action: 's3-object:GetObject' },
      '"s3-object:GetObject" is of no service of AWS; did you mean "s3:GetObject"?',
    ],
    [{ Action: 'secretmanager:GetSecretValue' }, 'did you mean "secretsmanager:GetSecretValue"?'],
    [{ Action: 'kns:*' }, 'did you mean "kms:*"?'],
    [{ Action: 'KNS:decrypt' }, 'did you mean "kms:decrypt"?'],
    [{ Action: undefined, NotAction: 'dynamo:GetItem' }, 'did you mean "dynamodb:GetItem"?'],
    [
      condition('kns:ViaService'),
      'Condition.StringEquals.kns:ViaService: "kns:ViaService" is of no service of AWS; did you mean "kms:ViaService"?',
    ],
    [condition('AWSS:PrincipalArn'), 'did you mean "aws:PrincipalArn"?'],
  ])('%j, since its prefix is almost one of a service that keyhole serves', (members, message) => {
    expect(check(members)).toThrow(message);
  });

  test('all of them at once', () => {
    expect(check({ Action: ['s3:GetObjct', 'kms:Decript'], ...condition('kms:ViaServise') })).toThrow(
      /GetObjct.*\n.*Decript.*\n.*ViaServise/,
    );
  });
});

describe('a policy may name', () => {
  test.each([
    { Action: 's3:getobject' },
    { Action: 's3:Get*' },
    { Action: '*' },
    { Action: 'ec2:RunInstancs' },
    condition('aws:principalorgid'),
    condition('s3:ExistingObjectTag/team'),
    condition('kms:EncryptionContext:app'),
    condition('ec2:InstanceTypo'),
    { Action: 'sns:Publish' },
    { Action: 'dms:*' },
    { Action: 'S3-Object-Lambda:GetObject' },
    condition('saml:aud'),
    condition('token.actions.githubusercontent.com:sub'),
    condition('cognito-identity-auth:AccountId'),
  ])('%j', (members) => {
    expect(check(members)()).toEqual([]);
  });
});

describe('a policy is read with a warning for a prefix that no service has, and that may be of a newer one', () => {
  test.each([
    [
      { Action: ['s3:GetObject', 'lamda:InvokeFunction'] },
      'policies/a.json:8:5: Statement[0].Action[1]: "lamda:InvokeFunction" is of no service that AWS had on 2026-09-26; did you mean "lambda:InvokeFunction"?',
    ],
    [
      { Action: 'teleportation:TagResource' },
      'policies/a.json:6:4: Statement[0].Action: "teleportation:TagResource" is of no service that AWS had on 2026-09-26',
    ],
    [
      condition('ek2:Region'),
      'policies/a.json:10:6: Statement[0].Condition.StringEquals.ek2:Region: "ek2:Region" is of no service that AWS had on 2026-09-26; did you mean "ec2:Region"?',
    ],
  ])('%j', (members, warning) => {
    expect(check(members)()).toEqual([warning]);
  });
});
