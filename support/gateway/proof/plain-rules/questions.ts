import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketTaggingCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-s3-control';
import fc from 'fast-check';
import type { Clients } from '../../testing/lab-under-test.ts';
import { BUCKET, BUCKET_ARN, type KeyArns, OWNER, REGION } from './names.ts';

/** The clients of a caller, the bucket or the access point by its name there, and the keys. */
interface Asking {
  readonly clients: Clients;
  readonly Bucket: string;
  readonly keys: KeyArns;
}

const put =
  (headersOf: (keys: KeyArns) => Partial<PutObjectCommandInput>) =>
  ({ clients, Bucket, keys }: Asking) =>
    clients.s3.send(new PutObjectCommand({ Bucket, Key: 'in/new.txt', Body: 'x', ...headersOf(keys) }));

const kms = (SSEKMSKeyId?: string) => ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId }) as const;

const tagging = { AccountId: OWNER, ResourceArn: BUCKET_ARN };

/** The name of a bucket that does not exist: no two requests name the same. */
const newName = () => `new-${crypto.randomUUID()}`;

/** The requests of the law, by what they ask for. */
export const REQUESTS = {
  get: ({ clients, Bucket }) => clients.s3.send(new GetObjectCommand({ Bucket, Key: 'in/a.txt' })),
  'get a version': ({ clients, Bucket }) =>
    clients.s3.send(new GetObjectCommand({ Bucket, Key: 'in/a.txt', VersionId: 'null' })),
  head: ({ clients, Bucket }) => clients.s3.send(new HeadObjectCommand({ Bucket, Key: 'in/a.txt' })),
  'get of a team': ({ clients, Bucket }) =>
    clients.s3.send(new GetObjectCommand({ Bucket, Key: 'red/a.txt' })),
  tags: ({ clients, Bucket }) => clients.s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'in/a.txt' })),
  list: ({ clients, Bucket }) => clients.s3.send(new ListObjectsV2Command({ Bucket })),
  'list a folder': ({ clients, Bucket }) =>
    clients.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'in/', MaxKeys: 5 })),
  put: put(() => ({})),
  'put AES256': put(() => ({ ServerSideEncryption: 'AES256' })),
  'put kms owner': put(({ owner }) => kms(owner)),
  'put kms owner bucket key': put(({ owner }) => ({ ...kms(owner), BucketKeyEnabled: true })),
  'put kms partner': put(({ partner }) => kms(partner)),
  'put tagged': put(() => ({ Tagging: 'kind=new' })),
  delete: ({ clients, Bucket }) => clients.s3.send(new DeleteObjectCommand({ Bucket, Key: 'in/none.txt' })),
  'bucket tags': ({ clients }) => clients.s3.send(new GetBucketTaggingCommand({ Bucket: BUCKET })),
  'tag bucket': ({ clients }) =>
    clients.s3control.send(new TagResourceCommand({ ...tagging, Tags: [{ Key: 'zone', Value: 'x' }] })),
  'untag bucket': ({ clients }) =>
    clients.s3control.send(new UntagResourceCommand({ ...tagging, TagKeys: ['zone', 'other'] })),
  'put bucket tags': ({ clients }) => {
    const Tagging = { TagSet: [{ Key: 'team', Value: 'red' }] };
    return clients.s3.send(new PutBucketTaggingCommand({ Bucket: BUCKET, Tagging }));
  },
  'create bucket': ({ clients }) => {
    const CreateBucketConfiguration = {
      LocationConstraint: REGION,
      Tags: [{ Key: 'team', Value: 'red' }],
    } as const;
    return clients.s3.send(
      new CreateBucketCommand({
        Bucket: newName(),
        CreateBucketConfiguration: {
          ...CreateBucketConfiguration,
          Tags: [...CreateBucketConfiguration.Tags],
        },
      }),
    );
  },
} satisfies Record<string, (asking: Asking) => Promise<unknown>>;

/** The name of a request. */
export type Verb = keyof typeof REQUESTS;

const VERBS = Object.keys(REQUESTS) as readonly Verb[];

/** The requests that an access point takes. */
const ABOUT_BUCKETS: ReadonlySet<Verb> = new Set<Verb>([
  'bucket tags',
  'create bucket',
  'put bucket tags',
  'tag bucket',
  'untag bucket',
]);

/** True for a request through the access point. */
export function isThroughPoint({ verb, through }: Question): boolean {
  return through !== 'bucket' && !ABOUT_BUCKETS.has(verb);
}

/** The callers of the law; `ana token` has a session of GetSessionToken. */
export const CALLERS = ['root', 'ana', 'ana token', 'rex', 'bob', 'kim', 'stranger', 'anonymous'] as const;

/** A request of a caller. */
export interface Question {
  readonly caller: (typeof CALLERS)[number];
  readonly verb: Verb;
  readonly through: 'bucket' | 'access point';
  /** True if it comes through the VPC endpoint. */
  readonly isInVpc: boolean;
}

/** The questions to one world. */
export const questions = fc.array(
  fc.record({
    caller: fc.constantFrom(...CALLERS),
    verb: fc.constantFrom(...VERBS),
    through: fc.constantFrom<Question['through']>('bucket', 'access point'),
    isInVpc: fc.boolean(),
  }),
  { minLength: 30, maxLength: 30 },
);
