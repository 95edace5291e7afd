import { ACTORS, KEY } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, deny, to } from './proof/cases/short-policies.ts';
import type { Grant, GrantConstraints } from './terms/grant.ts';

const CREATE = 'kms:CreateGrant';
const RETIRE = 'kms:RetireGrant';
const NO_KEY = 'implicit deny by key policy';
const NO_GRANT = 'implicit deny by grant';
const NO_IDENTITY = 'implicit deny by identity';
const ID = 'b'.repeat(64);

function given(more: Partial<Grant> = {}): readonly Grant[] {
  const granteePrincipal = ACTORS.alice.arn;
  return [{ id: ID, keyArn: KEY, granteePrincipal, operations: ['Decrypt'], constraints: {}, ...more }];
}

/** A parent grant with the first constraints, and a child grant with the second. */
function child(parent: GrantConstraints, constraints: GrantConstraints, operations = ['Decrypt']) {
  const grants = given({ operations: ['Decrypt', 'CreateGrant'], constraints: parent });
  return { grants, newGrant: { operations, constraints } };
}

const A = { a: '1' };
const AB = { a: '1', b: '2' };

const CREATING: readonly Row[] = [
  ['the same operation', 'alice', CREATE, child({}, {}), 'Granted'],
  ['all its operations', 'alice', CREATE, child({}, {}, ['CreateGrant', 'Decrypt']), 'Granted'],
  ['one more operation', 'alice', CREATE, child({}, {}, ['Decrypt', 'Encrypt']), NO_KEY],
  ['constraints of its own', 'alice', CREATE, child({}, { encryptionContextSubset: A }), 'Granted'],
  ['Subset, and no constraint', 'alice', CREATE, child({ encryptionContextSubset: A }, {}), NO_KEY],
  [
    'Subset, and more pairs',
    'alice',
    CREATE,
    child({ encryptionContextSubset: A }, { encryptionContextSubset: AB }),
    'Granted',
  ],
  [
    'Subset, and fewer pairs',
    'alice',
    CREATE,
    child({ encryptionContextSubset: AB }, { encryptionContextSubset: A }),
    NO_KEY,
  ],
  [
    'Subset, and Equals with its pairs',
    'alice',
    CREATE,
    child({ encryptionContextSubset: A }, { encryptionContextEquals: AB }),
    'Granted',
  ],
  [
    'Subset, and Equals without',
    'alice',
    CREATE,
    child({ encryptionContextSubset: AB }, { encryptionContextEquals: A }),
    NO_KEY,
  ],
  [
    'Equals, and the same',
    'alice',
    CREATE,
    child({ encryptionContextEquals: A }, { encryptionContextEquals: A }),
    'Granted',
  ],
  [
    'Equals, and one pair more',
    'alice',
    CREATE,
    child({ encryptionContextEquals: A }, { encryptionContextEquals: AB }),
    NO_KEY,
  ],
  [
    'Equals, and Subset',
    'alice',
    CREATE,
    child({ encryptionContextEquals: A }, { encryptionContextSubset: A }),
    NO_KEY,
  ],
  [
    'a policy that allows it sets no such limits',
    'alice',
    CREATE,
    { ...child({ encryptionContextEquals: A }, {}), key: [allow(CREATE, to(ACTORS.alice.arn))] },
    'Granted',
  ],
  [
    'without CreateGrant in it',
    'alice',
    CREATE,
    { grants: given(), newGrant: { operations: ['Decrypt'], constraints: {} } },
    NO_KEY,
  ],
  [
    'what the new grant allows is not known',
    'alice',
    CREATE,
    { grants: given({ operations: ['CreateGrant'] }) },
    NO_KEY,
  ],
  [
    'ListGrants cannot be granted',
    'alice',
    'kms:ListGrants',
    { grants: given({ operations: ['Decrypt', 'CreateGrant', 'RetireGrant'] }) },
    NO_KEY,
  ],
  [
    'RevokeGrant cannot be granted',
    'alice',
    'kms:RevokeGrant',
    { grants: given({ operations: ['Decrypt', 'CreateGrant', 'RetireGrant'] }) },
    NO_KEY,
  ],
];

const source = { keys: { 'aws:SourceArn': 'arn:aws:s3:::b' } };
const B = { sourceArn: 'arn:aws:s3:::b' };
const C = { sourceArn: 'arn:aws:s3:::c' };

const ON_BEHALF: readonly Row[] = [
  ['the same source', 'alice', CREATE, { ...child(B, B), ...source }, 'Granted'],
  ['the same source, in a direct call', 'alice', CREATE, child(B, B), NO_KEY],
  ['another source', 'alice', CREATE, { ...child(B, C), ...source }, NO_KEY],
  ['any source', 'alice', CREATE, { ...child(B, {}), ...source }, NO_KEY],
  ['a source of its own', 'alice', CREATE, child({}, C), 'Granted'],
];

const byAlice = { grants: given({ operations: ['Decrypt', 'RetireGrant'] }), retiredGrant: ID };
const byBob = { grants: given({ retiringPrincipal: ACTORS.bob.arn }), retiredGrant: ID };
const byOther = { grants: given({ retiringPrincipal: ACTORS['foreign root'].arn }), retiredGrant: ID };

const RETIRING: readonly Row[] = [
  ['the grantee of a grant with RetireGrant', 'alice', RETIRE, byAlice, 'Granted'],
  [
    'a constraint does not apply',
    'alice',
    RETIRE,
    {
      grants: given({ operations: ['RetireGrant'], constraints: { encryptionContextEquals: A } }),
      retiredGrant: ID,
    },
    'Granted',
  ],
  [
    'the grantee of a grant without RetireGrant',
    'visitor',
    RETIRE,
    { grants: given({ granteePrincipal: ACTORS.visitor.roleArn }), retiredGrant: ID },
    NO_GRANT,
  ],
  ['the retiring principal, of another account too', 'bob', RETIRE, byBob, 'Granted'],
  ['somebody else', 'visitor', RETIRE, byBob, NO_GRANT],
  [
    'another grant than the one that names it',
    'bob',
    RETIRE,
    { ...byBob, retiredGrant: 'c'.repeat(64) },
    NO_GRANT,
  ],
  ['no grant in particular', 'bob', RETIRE, { grants: byBob.grants }, NO_GRANT],
  [
    'a user with only kms:RetireGrant in a policy',
    'visitor',
    RETIRE,
    { ...byBob, identity: [allow(RETIRE)] },
    NO_GRANT,
  ],
  [
    'the key policy is without effect',
    'alice',
    RETIRE,
    { ...byBob, key: [allow(RETIRE, to(ACTORS.alice.arn))] },
    NO_IDENTITY,
  ],
  [
    'a deny in the key policy is without effect',
    'bob',
    RETIRE,
    { ...byBob, key: [deny(RETIRE, to(ACTORS.bob.arn))] },
    'Granted',
  ],
  [
    'a deny in an identity policy',
    'bob',
    RETIRE,
    { ...byBob, identity: [deny(RETIRE)] },
    'explicit deny by identity',
  ],
  ['the root user of the account of the key', 'root', RETIRE, byBob, 'Granted'],
  ['a user whose account allows it', 'alice', RETIRE, { ...byBob, identity: [allow(RETIRE)] }, 'Granted'],
  ['a user whose account does not allow it', 'alice', RETIRE, byBob, NO_IDENTITY],
  ['a retiring account: its root user', 'foreign root', RETIRE, byOther, 'Granted'],
  [
    'a retiring account: a user that it allows',
    'bob',
    RETIRE,
    { ...byOther, identity: [allow(RETIRE)] },
    'Granted',
  ],
  ['a retiring account: a user that it does not allow', 'bob', RETIRE, byOther, NO_IDENTITY],
  [
    'a session limited to something else',
    'visitor',
    RETIRE,
    {
      grants: given({ retiringPrincipal: ACTORS.visitor.roleArn }),
      retiredGrant: ID,
      session: [allow('kms:Decrypt')],
    },
    'implicit deny by session',
  ],
];

decides(
  'creating a grant because another grant allows it',
  'KMS developer guide, "Granting CreateGrant permission"',
  CREATING,
);
decides('who retires a grant', 'KMS developer guide, "Retiring and revoking grants"', RETIRING);

decides(
  'creating a grant because a grant with SourceArn allows it',
  'AWS KMS API reference, GrantConstraints, SourceArn',
  ON_BEHALF,
);
