import { type KeyArns, REGION } from './names.ts';
import type { Verb } from './questions.ts';
import type { Keys } from './statements.ts';
import type { World } from './worlds.ts';

/** A permission of S3 that a request needs. */
export interface Need {
  readonly action: string;
  /** The key of the object; undefined for the bucket. */
  readonly object?: string | undefined;
  readonly keys?: Keys;
}

/** A call to KMS that S3 makes for a request. */
export interface KeyNeed {
  readonly action: 'kms:Decrypt' | 'kms:GenerateDataKey';
  readonly key: keyof KeyArns;
  /** The end of `aws:s3:arn`: empty with a Bucket Key. */
  readonly object: string;
}

/** The permissions that a request needs. */
export interface Needs {
  readonly s3: readonly Need[];
  readonly kms?: KeyNeed | undefined;
}

const ALGORITHM = 's3:x-amz-server-side-encryption';
const NEW = 'in/new.txt';

/** Source: Amazon S3 user guide, "Policies and permissions in Amazon S3". */
export function needsOf(verb: Verb, world: World, keys: KeyArns): Needs {
  switch (verb) {
    case 'get':
      return reading('s3:GetObject', 'in/a.txt', world);
    case 'get a version': {
      const { s3, kms } = reading('s3:GetObjectVersion', 'in/a.txt', world);
      return { s3: s3.map((need) => ({ ...need, keys: { ...need.keys, 's3:versionid': ['null'] } })), kms };
    }
    case 'head':
      return { s3: reading('s3:GetObject', 'in/a.txt', world).s3 };
    case 'get of a team':
      return reading('s3:GetObject', 'red/a.txt', world);
    case 'tags':
      return { s3: reading('s3:GetObjectTagging', 'in/a.txt', world).s3 };
    case 'list':
      return { s3: [{ action: 's3:ListBucket' }] };
    case 'list a folder':
      return { s3: [{ action: 's3:ListBucket', keys: { 's3:prefix': ['in/'], 's3:max-keys': ['5'] } }] };
    case 'delete':
      return { s3: [{ action: 's3:DeleteObject', object: 'in/none.txt' }] };
    case 'bucket tags':
      return { s3: [{ action: 's3:GetBucketTagging' }] };
    case 'tag bucket':
      return { s3: [{ action: 's3:TagResource', keys: requested({ zone: 'x' }) }] };
    case 'untag bucket':
      return { s3: [{ action: 's3:UntagResource', keys: { 'aws:tagkeys': ['zone', 'other'] } }] };
    case 'put bucket tags':
      return { s3: [{ action: 's3:PutBucketTagging' }] };
    case 'create bucket':
      return { s3: creating() };
    default:
      return writing(verb, world, keys);
  }
}

function reading(action: string, object: string, { objectEncryption }: World): Needs {
  const needed = { action, object, keys: { 's3:existingobjecttag/kind': ['open'] } };
  const kms: KeyNeed = { action: 'kms:Decrypt', key: 'owner', object: `/${object}` };
  return { s3: [needed], kms: objectEncryption === 'owner' ? kms : undefined };
}

type Write = Extract<Verb, `put${string}`>;

/** The key that encrypts an upload: that of its headers, else the bucket's. */
function keyOf(verb: string, { encryption }: World): keyof KeyArns | undefined {
  const [, named] = /^put kms (owner|partner)/.exec(verb) ?? [];
  const [, byDefault] = /^(owner|partner)/.exec(encryption) ?? [];
  return (verb === 'put AES256' ? undefined : (named ?? byDefault)) as keyof KeyArns | undefined;
}

function writing(verb: Write, world: World, keys: KeyArns): Needs {
  const key = keyOf(verb, world);
  const header = verb === 'put AES256' ? ['AES256'] : verb.startsWith('put kms') ? ['aws:kms'] : undefined;
  const ofUpload: Keys = {
    [ALGORITHM]: header,
    [`${ALGORITHM}-aws-kms-key-id`]: key === undefined ? undefined : [keys[key]],
  };
  const s3: Need[] = [{ action: 's3:PutObject', object: NEW, keys: ofUpload }];
  if (verb === 'put tagged') s3.push({ action: 's3:PutObjectTagging', object: NEW });
  if (key === undefined) return { s3 };
  const isUnderBucketKey = verb.endsWith('bucket key') || world.encryption === 'owner bucket key';
  return { s3, kms: { action: 'kms:GenerateDataKey', key, object: isUnderBucketKey ? '' : `/${NEW}` } };
}

function requested(tags: Readonly<Record<string, string>>): Keys {
  const each = Object.entries(tags).map(([name, value]) => [`aws:requesttag/${name}`, [value]]);
  return { 'aws:tagkeys': Object.keys(tags), ...Object.fromEntries(each) };
}

function creating(): readonly Need[] {
  const tags = requested({ team: 'red' });
  const keys = { ...tags, 's3:locationconstraint': [REGION] };
  return [
    { action: 's3:CreateBucket', keys },
    { action: 's3:TagResource', keys: tags },
  ];
}
