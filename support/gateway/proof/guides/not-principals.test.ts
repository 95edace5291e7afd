import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { DeleteBucketPolicyCommand } from '@aws-sdk/client-s3';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, deny, documentOf, to } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { Bucket, bucketPolicy, OBJECTS, USER_ARN } from './people.ts';
import { by, FOREIGN_ROLE, type PrincipalWorld, prepare, ROLE, SESSION } from './principal-world.ts';

/** All may read, except that this statement denies it. */
const except = (principals: object, more: object = {}) =>
  bucketPolicy(
    allow('s3:GetObject', OBJECTS, { Principal: '*' }),
    deny('s3:GetObject', OBJECTS, { ...principals, ...more }),
  );

function trust(Principal: object) {
  return ({ owner }: PrincipalWorld) =>
    owner.iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: 'reader',
        PolicyDocument: documentOf({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }),
      }),
    );
}

const NOT_PRINCIPALS: readonly Example<PrincipalWorld>[] = [
  {
    words: 'Everybody but a user, and the account of it',
    arrange: except({ NotPrincipal: { AWS: [USER_ARN, account] } }),
    asks: [
      ['the user', by('user'), 'granted'],
      ['the root user', by('owner'), 'granted'],
      ['a role', by('role'), 'denied'],
      ['another account', by('outsider'), 'denied'],
      ['anonymous', by('anonymous'), 'denied'],
    ],
  },
  {
    words: 'Everybody but the session of a role, the role, and the account of it',
    arrange: except({ NotPrincipal: { AWS: [SESSION, ROLE, account] } }),
    asks: [
      ['the session', by('role'), 'granted'],
      ['a user', by('user'), 'denied'],
    ],
  },
  {
    words: 'Everybody but a role, by the ARN of it in a condition',
    arrange: except({ Principal: '*' }, when('ArnNotEquals', 'aws:PrincipalArn', ROLE)),
    asks: [
      ['the role', by('role'), 'granted'],
      ['a user', by('user'), 'denied'],
      ['the root user', by('owner'), 'denied'],
      ['anonymous', by('anonymous'), 'denied'],
    ],
  },
  {
    words: 'A denial of a role binds its sessions',
    arrange: except({ Principal: { AWS: ROLE } }),
    asks: [
      ['the role', by('role'), 'denied'],
      ['a user', by('user'), 'granted'],
    ],
  },
  {
    words: 'A denial of an account binds all of it',
    arrange: except({ Principal: { AWS: otherAccount } }),
    asks: [
      ['a user', by('outsider'), 'denied'],
      ['a role', by('foreignRole'), 'denied'],
      ['its root user', by('partner'), 'denied'],
      ['anonymous', by('anonymous'), 'granted'],
    ],
  },
  {
    words: 'A denial of the own account binds its root user, who may still remove the policy',
    arrange: bucketPolicy(deny('s3:*', [OBJECTS, `arn:aws:s3:::${Bucket}`], to(account))),
    asks: [
      ['a read', by('owner'), 'denied'],
      [
        'a removal by the user',
        ({ user }) => user.s3.send(new DeleteBucketPolicyCommand({ Bucket })),
        'denied',
      ],
      [
        'a removal of the policy',
        ({ owner }) => owner.s3.send(new DeleteBucketPolicyCommand({ Bucket })),
        'granted',
      ],
      ['a read afterwards', by('owner'), 'granted'],
    ],
  },
];

const TRUSTED: readonly Example<PrincipalWorld>[] = [
  {
    words: 'A trust policy names no principal that does not exist, no group, and no part of a name',
    arrange: async () => undefined,
    asks: [
      [
        'a user that does not exist',
        trust({ AWS: `arn:aws:iam::${account}:user/none` }),
        '400 MalformedPolicyDocumentException',
      ],
      ['all users', trust({ AWS: `arn:aws:iam::${account}:user/*` }), '400 MalformedPolicyDocumentException'],
      ['a group', trust({ AWS: `arn:aws:iam::${account}:group/g` }), '400 MalformedPolicyDocumentException'],
      ['everybody', trust({ AWS: '*' }), 'granted'],
      ['a role of another account', trust({ AWS: FOREIGN_ROLE }), 'granted'],
      ['a session', trust({ AWS: SESSION }), 'granted'],
      ['a service', trust({ Service: 'ec2.amazonaws.com' }), 'granted'],
    ],
  },
];
holdsAsGuided('IAM user guide, "AWS JSON policy elements: NotPrincipal"', prepare, NOT_PRINCIPALS);
holdsAsGuided('IAM user guide, "AWS JSON policy elements: Principal", in trust policies', prepare, TRUSTED);
