import {
  CreateGrantCommand,
  type CreateGrantCommandInput,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy, underKey } from '../../testing/buckets.ts';
import { setKeyPolicy } from '../../testing/keys.ts';
import { allow, documentOf, type StatementText, to } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { ALIAS, dataKey, describeKey, encrypt, type KeyWorld, LIMITED, prepare } from './key-world.ts';

const ROOT = allow('kms:*', '*', to(`arn:aws:iam::${account}:root`));
const USER = to(`arn:aws:iam::${account}:user/user`);

const grant =
  (more: Partial<CreateGrantCommandInput> = {}) =>
  ({ user, key }: KeyWorld) =>
    user.kms.send(
      new CreateGrantCommand({ KeyId: key, GranteePrincipal: LIMITED, Operations: ['Encrypt'], ...more }),
    );
const upload = ({ user, key }: KeyWorld) =>
  newObject(user, { Bucket: 'records', Key: 'k', ...underKey(key) });

/** Sets a key policy of the account's statement and these. */
const policy =
  (...statements: readonly StatementText[]) =>
  ({ owner, key }: KeyWorld) =>
    setKeyPolicy(owner, key, ROOT, ...statements);

const uses = (more: object) =>
  policy(allow(['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'], '*', { ...USER, ...more }));
const grants = (more: object) => policy(allow('kms:CreateGrant', '*', { ...USER, ...more }));
const BYPASS = 'kms:BypassPolicyLockoutSafetyCheck';
const UNMENTIONED = allow('kms:PutKeyPolicy', '*', { ...USER, ...when('Null', BYPASS, true) });
const setPolicy =
  (more: object) =>
  ({ user, key }: KeyWorld) =>
    user.kms.send(new PutKeyPolicyCommand({ KeyId: key, Policy: documentOf(ROOT, UNMENTIONED), ...more }));
const CONTEXT = 'kms:EncryptionContext:AppName';
const app = { AppName: 'Example' };

const EXAMPLES: readonly Example<KeyWorld>[] = [
  {
    words: 'The account’s statement lets identity-based policies decide',
    arrange: policy(),
    asks: [
      ['the root user', encrypt('owner'), 'granted'],
      ['a user without a policy', encrypt('user'), 'denied'],
      ['another account', encrypt('outsider'), 'denied'],
    ],
  },
  {
    words: 'Without the account’s statement not even the root user may use a key',
    arrange: ({ owner, key }) =>
      setKeyPolicy(
        owner,
        key,
        allow('kms:PutKeyPolicy', '*', to(`arn:aws:iam::${account}:root`)),
        allow('kms:Encrypt', '*', USER),
      ),
    asks: [
      ['the root user', encrypt('owner'), 'denied'],
      ['the user whom it names', encrypt('user'), 'granted'],
    ],
  },
  {
    words: 'Another account is allowed, and its identity-based policies as well',
    arrange: policy(allow(['kms:Encrypt', 'kms:ScheduleKeyDeletion'], '*', to(otherAccount))),
    asks: [
      ['a use', encrypt('outsider'), 'granted'],
      [
        'what takes the key’s own account',
        (w) => w.outsider.kms.send(new ScheduleKeyDeletionCommand({ KeyId: w.key })),
        'denied',
      ],
      ['what the key policy does not list', describeKey('outsider'), 'denied'],
    ],
  },
  {
    words: 'Every principal of one account, by kms:CallerAccount',
    arrange: policy(
      allow('kms:Encrypt', '*', {
        Principal: { AWS: '*' },
        ...when('StringEquals', 'kms:CallerAccount', account),
      }),
    ),
    asks: [
      ['a user without a policy', encrypt('user'), 'granted'],
      ['another account', encrypt('outsider'), 'denied'],
    ],
  },
  {
    words: 'The lockout check is kept while the request does not mention it',
    arrange: policy(UNMENTIONED),
    asks: [
      ['skipped', setPolicy({ BypassPolicyLockoutSafetyCheck: true }), 'denied'],
      ['not mentioned', setPolicy({}), 'granted'],
    ],
  },
  {
    words: 'A pair of the encryption context',
    arrange: uses(when('StringEquals', CONTEXT, 'Example')),
    asks: [
      ['the pair', encrypt('user', app), 'granted'],
      ['the pair and another', encrypt('user', { ...app, Path: '/a' }), 'granted'],
      ['another value', encrypt('user', { AppName: 'example' }), 'denied'],
      ['none', encrypt('user'), 'denied'],
    ],
  },
  {
    words: 'A name of the encryption context, in its letter case',
    arrange: uses(when('ForAnyValue:StringEquals', 'kms:EncryptionContextKeys', 'AppName')),
    asks: [
      ['with the name', encrypt('user', { AppName: 'a', Project: 'b' }), 'granted'],
      ['in another case', encrypt('user', { appname: 'a' }), 'denied'],
      ['without a context', encrypt('user'), 'denied'],
    ],
  },
  {
    words: 'No other names of the encryption context',
    arrange: uses(when('ForAllValues:StringEquals', 'kms:EncryptionContextKeys', ['AppName', 'Path'])),
    asks: [
      ['one of them', encrypt('user', app), 'granted'],
      ['another beside it', encrypt('user', { ...app, Other: 'b' }), 'denied'],
      ['none, which ForAllValues allows', encrypt('user'), 'granted'],
    ],
  },
  {
    words: 'Any encryption context, but one',
    arrange: uses(when('Null', 'kms:EncryptionContextKeys', 'false')),
    asks: [
      ['one', encrypt('user', { a: 'b' }), 'granted'],
      ['none', encrypt('user'), 'denied'],
    ],
  },
  {
    words: 'Only the alias of the request counts for kms:RequestAlias',
    arrange: uses(when('StringEquals', 'kms:RequestAlias', ALIAS)),
    asks: [
      ['by the alias', dataKey(ALIAS), 'granted'],
      ['by the alias’s ARN', dataKey(`arn:aws:kms:eu-west-1:${account}:${ALIAS}`), 'granted'],
      ['by the key’s ARN', dataKey(), 'denied'],
    ],
  },
  {
    words: 'Only through S3',
    async arrange(world) {
      await uses(when('StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com'))(world);
      await newBucket(world.owner, 'records');
      await setBucketPolicy(world.owner, 'records', allow('s3:PutObject', 'arn:aws:s3:::records/*', USER));
    },
    asks: [
      ['an upload', upload, 'granted'],
      ['a use of the key itself', encrypt('user'), 'denied'],
    ],
  },
  {
    words: 'Grants with one kind of constraint',
    arrange: grants(when('StringEquals', 'kms:GrantConstraintType', 'EncryptionContextEquals')),
    asks: [
      ['of that kind', grant({ Constraints: { EncryptionContextEquals: app } }), 'granted'],
      ['of the other', grant({ Constraints: { EncryptionContextSubset: app } }), 'denied'],
      ['of none', grant(), 'denied'],
    ],
  },
  {
    words: 'Grants of some operations only',
    arrange: grants(when('ForAllValues:StringEquals', 'kms:GrantOperations', ['Encrypt', 'ReEncryptTo'])),
    asks: [
      ['one of them', grant(), 'granted'],
      ['another beside it', grant({ Operations: ['Encrypt', 'Decrypt'] }), 'denied'],
    ],
  },
  {
    words: 'Grants to one principal, and by services alone',
    arrange: policy(
      allow('kms:CreateGrant', '*', { ...USER, ...when('StringEquals', 'kms:GranteePrincipal', LIMITED) }),
      allow('kms:ListGrants', '*', { ...USER, ...when('Bool', 'kms:GrantIsForAWSResource', true) }),
    ),
    asks: [
      ['to it', grant(), 'granted'],
      ['to another', grant({ GranteePrincipal: `arn:aws:iam::${account}:user/user` }), 'denied'],
    ],
  },
];

holdsAsGuided(
  'AWS KMS developer guide, "AWS KMS condition keys" and "Key policies in AWS KMS"',
  prepare,
  EXAMPLES,
);
