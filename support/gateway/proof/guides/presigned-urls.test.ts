import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { allow, deny } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { Bucket, bucketPolicy, identity, OBJECTS, type PeopleWorld, prepare, read, steps } from './people.ts';

/** Sends a request that has its signature in the query; throws as a client of the SDK does. */
async function send(url: string, init: RequestInit = {}): Promise<void> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (answer.ok) return;
  const [, code = ''] = /<Code>(\w+)</.exec(text) ?? [];
  throw Object.assign(new Error(code), { name: code, $metadata: { httpStatusCode: answer.status } });
}
const at = { Bucket, Key: 'k' };
const get =
  (expiresIn = 900, who: 'user' | 'owner' = 'user', signingDate = new Date()) =>
  async (world: PeopleWorld) =>
    send(await getSignedUrl(world[who].s3, new GetObjectCommand(at), { expiresIn, signingDate }));
const put =
  (more: object = {}, init: RequestInit = {}) =>
  async ({ user }: PeopleWorld) =>
    send(await getSignedUrl(user.s3, new PutObjectCommand({ ...at, Key: 'new', ...more })), {
      method: 'PUT',
      body: 'x',
      ...init,
    });
const READ = identity(allow(['s3:GetObject', 's3:PutObject'], OBJECTS));
const refuse = (operator: string, key: string, value: unknown) =>
  bucketPolicy(deny('s3:*', OBJECTS, { Principal: '*', ...when(operator, key, value) }));
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

const EXAMPLES: readonly Example<PeopleWorld>[] = [
  {
    words: 'A presigned URL may what its signer may',
    arrange: READ,
    asks: [
      ['a read', get(), 'granted'],
      ['an upload', put(), 'granted'],
      [
        'a deletion',
        async ({ user }) =>
          send(await getSignedUrl(user.s3, new DeleteObjectCommand(at)), { method: 'DELETE' }),
        'denied',
      ],
      [
        'another method',
        async ({ user }) => send(await getSignedUrl(user.s3, new GetObjectCommand(at)), { method: 'DELETE' }),
        '403 SignatureDoesNotMatch',
      ],
    ],
  },
  {
    words: 'A presigned URL of a signer without permission',
    arrange: async () => undefined,
    asks: [
      ['a read', get(), 'denied'],
      ['a read of the root user', get(900, 'owner'), 'granted'],
    ],
  },
  {
    words: 'A presigned URL ends',
    arrange: READ,
    asks: [
      ['before its end', get(900, 'user', ago(600)), 'granted'],
      ['after its end', get(900, 'user', ago(901)), 'denied'],
      [
        'an end after more than 7 days',
        async ({ user }) => {
          const url = await getSignedUrl(user.s3, new GetObjectCommand(at), { expiresIn: 604_800 });
          return send(url.replace('X-Amz-Expires=604800', 'X-Amz-Expires=604801'));
        },
        '400 AuthorizationQueryParametersError',
      ],
    ],
  },
  {
    words: 'No signature that is older than 10 minutes',
    arrange: steps(READ, refuse('NumericGreaterThan', 's3:signatureAge', 600_000)),
    asks: [
      ['a young presigned URL', get(), 'granted'],
      ['an old one', get(3600, 'user', ago(601)), 'denied'],
      ['a header, which is young', read(), 'granted'],
    ],
  },
  {
    words: 'Headers alone',
    arrange: steps(READ, refuse('StringNotEquals', 's3:authType', 'REST-HEADER')),
    asks: [
      ['a presigned URL', get(), 'denied'],
      ['a header', read(), 'granted'],
    ],
  },
  {
    words: 'Presigned URLs alone',
    arrange: identity(
      allow('s3:GetObject', OBJECTS, when('StringEquals', 's3:authType', 'REST-QUERY-STRING')),
    ),
    asks: [
      ['a presigned URL', get(), 'granted'],
      ['a header', read(), 'denied'],
    ],
  },
  {
    words: 'Signature version 4 alone',
    arrange: steps(READ, refuse('StringNotEquals', 's3:signatureversion', 'AWS4-HMAC-SHA256')),
    asks: [
      ['a presigned URL', get(), 'granted'],
      ['a header', read(), 'granted'],
    ],
  },
  {
    words: 'No unsigned bodies',
    arrange: steps(
      READ,
      bucketPolicy(
        deny('s3:PutObject', OBJECTS, {
          Principal: '*',
          ...when('StringEquals', 's3:x-amz-content-sha256', 'UNSIGNED-PAYLOAD'),
        }),
      ),
    ),
    asks: [['a presigned upload', put(), 'denied']],
  },
  {
    words: 'From one network',
    arrange: steps(READ, refuse('NotIpAddress', 'aws:SourceIp', '192.0.2.0/24')),
    asks: [['from another', get(), 'denied']],
  },
];

holdsAsGuided('Amazon S3 user guide, "Download and upload objects with presigned URLs"', prepare, EXAMPLES);
