import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import type { CallInProcess } from '../gateway/call-in-process.ts';
import { type Clients, clientsFor } from './clients.ts';
import type { Identity } from './identity.ts';
import { isRefusal } from './is-refusal.ts';

/** A gateway of this process, and the caller. */
interface Uploading {
  readonly call: (asked: CallInProcess) => Promise<object>;
  readonly identity: Exclude<Identity, 'anonymous'>;
  readonly region: string;
}

/**
 * Clients that upload small objects through a gateway of this process, without signature and connection. The upload is decided and
 * recorded with the headers that the SDK's client sends. All other requests, and an upload that is refused, are sent by the clients
 * that are given.
 */
export function uploadingInProcess(clients: Clients, uploading: Uploading): Clients {
  const sending = clients.s3;
  const send = async (command: unknown): Promise<unknown> => {
    const asked = command instanceof PutObjectCommand ? await uploadOf(command, uploading) : undefined;
    if (asked === undefined) return await (sending as unknown as Sending).send(command);
    try {
      return await uploading.call(asked);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // The client tells the refusal, and its request is recorded.
      return await (sending as unknown as Sending).send(command);
    }
  };
  // The client's other members serve the SDK's own functions, such as paginators.
  const s3: S3Client = Object.create(sending, { send: { value: send } });
  return Object.create(clients, { s3: { value: s3 } });
}

interface Sending {
  readonly send: (command: unknown) => Promise<unknown>;
}

/**
 * The members of uploads that are made in the process. They mean the same in a request, and the client completes none of them. An
 * upload with another member is sent: the client may refuse it, or complete it in another way.
 */
const MEMBERS: ReadonlySet<string> = new Set<keyof PutObjectCommandInput>([
  'ACL',
  'Body',
  'Bucket',
  'BucketKeyEnabled',
  'Key',
  'SSEKMSKeyId',
  'ServerSideEncryption',
]);

/**
 * The call of an upload, completed as the SDK's client completes the request. Undefined for contents that are no text, and for
 * other members than {@link MEMBERS}.
 */
async function uploadOf(
  { input }: PutObjectCommand,
  { identity, region }: Uploading,
): Promise<CallInProcess | undefined> {
  const { Body, ...rest } = withoutUndefined(input);
  if (typeof Body !== 'string' || Object.keys(rest).some((name) => !MEMBERS.has(name))) return undefined;
  const bytes = Buffer.from(Body);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(bytes));
  const completed = {
    ContentLength: bytes.length,
    ContentType: 'application/octet-stream',
    ChecksumAlgorithm: 'CRC32',
    ChecksumCRC32: checksum.toString('base64'),
  };
  const headers = {
    ...(await headersOfClient()),
    'content-length': String(bytes.length),
    'content-type': completed.ContentType,
    'x-amz-checksum-crc32': completed.ChecksumCRC32,
    'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex'),
    'x-amz-sdk-checksum-algorithm': completed.ChecksumAlgorithm,
  };
  return {
    ...{ service: 's3', operation: 'PutObject', accessKeyId: identity.accessKeyId, region },
    input: { ...rest, ...completed },
    contents: { bytes, headers },
    recorded: true,
  };
}

function withoutUndefined(input: PutObjectCommandInput): Partial<PutObjectCommandInput> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

let ofClient: Promise<Readonly<Record<string, string>>> | undefined;

/** The headers by which the SDK's client of S3 names itself. */
function headersOfClient(): Promise<Readonly<Record<string, string>>> {
  ofClient ??= headersSent();
  return ofClient;
}

async function headersSent(): Promise<Readonly<Record<string, string>>> {
  let sent: Readonly<Record<string, string>> = {};
  const handle = async ({
    headers,
  }: {
    readonly headers: Readonly<Record<string, string>>;
  }): Promise<never> => {
    sent = headers;
    throw new Error('kept');
  };
  const { s3 } = clientsFor({
    endpoint: 'http://127.0.0.1',
    identity: { accessKeyId: 'kept', secretAccessKey: 'kept' },
    region: 'us-east-1',
    requestHandler: { handle },
  });
  await s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'kept', Body: 'kept' })).catch(() => {});
  return Object.fromEntries(
    ['user-agent', 'x-amz-user-agent'].flatMap((name) =>
      sent[name] === undefined ? [] : [[name, sent[name]]],
    ),
  );
}
