import {
  CopyObjectCommand,
  CreateBucketCommand,
  type CreateBucketCommandInput,
  CreateMultipartUploadCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  type ObjectOwnership,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, to } from '../../testing/lab-under-test.ts';

const Bucket = 'records';
const object = { Bucket, Key: 'k' };
const everyone = 'uri="http://acs.amazonaws.com/groups/global/AllUsers"';
const signedIn = 'uri=http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const logs = 'uri=http://acs.amazonaws.com/groups/s3/LogDelivery';
const someId = 'a'.repeat(64);

type Acl = { readonly ACL?: never } & Readonly<Record<string, unknown>>;
type Write = (s3: S3Client, acl: Acl) => Promise<unknown>;

/** Writes that take an ACL in headers, with the action and the resource that refusals name. */
const writes: Readonly<Record<string, Write>> = {
  PutBucketAcl: (s3, acl) => s3.send(new PutBucketAclCommand({ Bucket, ...acl })),
  PutObjectAcl: (s3, acl) => s3.send(new PutObjectAclCommand({ ...object, ...acl })),
  PutObject: (s3, acl) => s3.send(new PutObjectCommand({ ...object, Body: 'x', ...acl })),
  CopyObject: (s3, acl) =>
    s3.send(
      new CopyObjectCommand({ ...object, CopySource: `${Bucket}/k`, MetadataDirective: 'REPLACE', ...acl }),
    ),
  CreateMultipartUpload: (s3, acl) => s3.send(new CreateMultipartUploadCommand({ ...object, ...acl })),
};
const changes = ['PutBucketAcl', 'PutObjectAcl'];
const creations = ['PutObject', 'CopyObject', 'CreateMultipartUpload'];
const all = [...changes, ...creations];
const acl = (members: object): Acl => members as Acl;
const write = (name: string, who: Clients, members: object) =>
  answerOf(writes[name]?.(who.s3, acl(members)) ?? Promise.reject());

const lab = labOfEachTest();
let root: Clients;
let admin: Clients;
let owner: string;

beforeEach(async () => {
  root = lab.as(account);
  admin = await lab.user(account, 'admin', allow('s3:*'));
});

async function bucket(ObjectOwnership: ObjectOwnership, blocked: boolean): Promise<void> {
  await newBucket(root, Bucket, { ObjectOwnership });
  if (!blocked) await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await newObject(root, object);
  owner = (await root.s3.send(new GetBucketAclCommand({ Bucket }))).Owner?.ID ?? '';
}
const notSupported = '400 AccessControlListNotSupported: The bucket does not allow ACLs';
const blockedFor = (action: string, resource: string) =>
  `403 AccessDenied: User: arn:aws:iam::${account}:user/admin is not authorized to perform: s3:${action} on resource: "arn:aws:s3:::${resource}" because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.`;
const refusals: Readonly<Record<string, string>> = {
  PutBucketAcl: blockedFor('PutBucketAcl', Bucket),
  PutObjectAcl: blockedFor('PutObjectAcl', `${Bucket}/k`),
  PutObject: blockedFor('PutObject', `${Bucket}/k`),
  CopyObject: blockedFor('CopyObject', `${Bucket}/k`),
  CreateMultipartUpload: blockedFor('PutObject', `${Bucket}/k`),
};
const publicAcls = [
  { ACL: 'public-read' },
  { ACL: 'public-read-write' },
  { ACL: 'authenticated-read' },
  { GrantRead: everyone },
  { GrantFullControl: `id=${someId}, ${signedIn}` },
];
const withOthers = [{ ACL: 'aws-exec-read' }, { GrantRead: logs }, { GrantRead: `id="${someId}"` }];
const pairs = <T>(names: readonly string[], acls: readonly T[]) =>
  names.flatMap((name) => acls.map((one) => [name, one] as const));

describe('where BlockPublicAcls is on and ACLs are enabled', () => {
  beforeEach(() => bucket('ObjectWriter', true));

  test.each(pairs(all, publicAcls))('%s with %j is refused', async (name, members) => {
    expect(await write(name, admin, members)).toBe(refusals[name]);
  });

  test.each(pairs(all, [{ ACL: 'private' }, ...withOthers]))(
    '%s with %j is allowed',
    async (name, members) => {
      expect(await write(name, admin, members)).toBe('granted');
    },
  );

  test.each(changes)('%s with a public grant in its body is refused', async (name) => {
    const Grants = [{ Permission: 'READ', Grantee: { Type: 'Group', URI: everyone.slice(5, -1) } }];
    const AccessControlPolicy = { Owner: { ID: owner }, Grants };
    expect(await write(name, admin, { AccessControlPolicy })).toBe(refusals[name]);
  });

  test('another account is told no reason', async () => {
    const statement = allow('s3:PutObject*', `arn:aws:s3:::${Bucket}/*`, to(otherAccount));
    await setBucketPolicy(root, Bucket, statement);
    const foreigner = await lab.user(otherAccount, 'writer', allow('s3:*'));
    expect(await write('PutObject', foreigner, { ACL: 'public-read' })).toBe(
      '403 AccessDenied: Access Denied',
    );
  });
});

test.each(pairs(all, publicAcls))(
  '%s with %j is allowed where BlockPublicAcls is off',
  async (name, members) => {
    await bucket('ObjectWriter', false);
    expect(await write(name, admin, members)).toBe('granted');
  },
);

describe('where ACLs are disabled', () => {
  beforeEach(() => bucket('BucketOwnerEnforced', true));

  test.each(
    pairs(creations, [
      { ACL: 'private' },
      { ACL: 'bucket-owner-read' },
      { ACL: 'bucket-owner-full-control' },
    ]),
  )('%s by the bucket’s own account with %j is allowed', async (name, members) => {
    expect(await write(name, admin, members)).toBe('granted');
  });

  test.each(pairs(creations, [...publicAcls, ...withOthers]))(
    '%s with %j is refused',
    async (name, members) => {
      expect(await write(name, admin, members)).toBe(notSupported);
    },
  );

  test.each(pairs(changes, publicAcls))('%s with %j is refused as a public ACL', async (name, members) => {
    expect(await write(name, admin, members)).toBe(refusals[name]);
  });

  test.each(pairs(changes, [{ ACL: 'private' }, ...withOthers]))(
    '%s with %j is refused',
    async (name, members) => {
      expect(await write(name, admin, members)).toBe(notSupported);
    },
  );

  test.each(changes)('%s that says what holds anyway is allowed', async (name) => {
    const Grants = [{ Permission: 'FULL_CONTROL', Grantee: { Type: 'CanonicalUser', ID: owner } }];
    const AccessControlPolicy = { Owner: { ID: owner }, Grants };
    expect(await write(name, admin, { AccessControlPolicy })).toBe('granted');
    expect(await write(name, admin, { ACL: 'bucket-owner-full-control' })).toBe('granted');
  });

  test.each([
    ['private', notSupported],
    ['bucket-owner-read', notSupported],
    ['bucket-owner-full-control', 'granted'],
  ])('an object of another account with %s: %s', async (ACL, expected) => {
    const statement = allow('s3:PutObject*', `arn:aws:s3:::${Bucket}/*`, to(otherAccount));
    await setBucketPolicy(root, Bucket, statement);
    const foreigner = await lab.user(otherAccount, 'writer', allow('s3:*'));
    expect(await write('PutObject', foreigner, { ACL })).toBe(expected);
  });
});

describe('a new bucket', () => {
  const enforced =
    "400 InvalidBucketAclWithObjectOwnership: Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting";
  const blocked =
    '400 InvalidBucketAclWithBlockPublicAccessError: Bucket cannot have public ACLs set with BlockPublicAccess enabled';
  const create = (members: object) =>
    answerOf(admin.s3.send(new CreateBucketCommand({ Bucket, ...members } as CreateBucketCommandInput)));

  test.each(publicAcls)('with %j is refused', async (members) => {
    expect(await create(members)).toBe(enforced);
    expect(await create({ ...members, ObjectOwnership: 'BucketOwnerEnforced' })).toBe(enforced);
    expect(await create({ ...members, ObjectOwnership: 'ObjectWriter' })).toBe(blocked);
  });

  test.each(withOthers)('with %j is refused where ACLs are disabled', async (members) => {
    expect(await create(members)).toBe(enforced);
    expect(await create({ ...members, ObjectOwnership: 'ObjectWriter' })).toBe('granted');
  });

  test.each([{ ACL: 'private' }, { ACL: 'bucket-owner-full-control' }, {}])(
    'with %j is made',
    async (members) => {
      expect(await create(members)).toBe('granted');
    },
  );

  test('with a grant to its own account is made', async () => {
    await bucket('ObjectWriter', true);
    const granted = { Bucket: 'another', GrantFullControl: `id=${owner}` };
    expect(await answerOf(admin.s3.send(new CreateBucketCommand(granted)))).toBe('granted');
  });

  test('that exists already gets the ACL of the request, in us-east-1', async () => {
    const { s3 } = lab.as(account, 'us-east-1');
    const again = (members: object) =>
      s3.send(new CreateBucketCommand({ Bucket, ObjectOwnership: 'ObjectWriter', ...members }));
    await again({ GrantRead: logs });
    await again({});
    expect((await s3.send(new GetBucketAclCommand({ Bucket }))).Grants).toHaveLength(1);
  });
});

test.each(changes)('%s does not change the owner', async (name) => {
  await bucket('ObjectWriter', true);
  const AccessControlPolicy = { Owner: { ID: someId }, Grants: [] };
  expect(await write(name, admin, { AccessControlPolicy })).toBe('403 AccessDenied: Access Denied');
  expect(await write(name, admin, { AccessControlPolicy: { Owner: { ID: owner }, Grants: [] } })).toBe(
    'granted',
  );
});

test('ACLs are not disabled while the bucket’s own ACL opens it', async () => {
  await bucket('ObjectWriter', true);
  await root.s3.send(new PutBucketAclCommand({ Bucket, GrantRead: logs }));
  const disable = () =>
    answerOf(
      root.s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        }),
      ),
    );
  expect(await disable()).toMatch('400 InvalidBucketAclWithObjectOwnership');
  await root.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'private' }));
  expect(await disable()).toBe('granted');
});
