import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { HttpRequest } from '@smithy/core/transport';

/** A signed request that can be sent many times: a signature is valid for fifteen minutes. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** The root user of an account, whose secret is `test`. */
export const credentials = { accessKeyId: '111111111111', secretAccessKey: 'test' };
/** The Region of all requests. */
export const region = 'eu-west-1';

/** The content of the object that requests put and get: 1 KB. */
export const objectBytes = new Uint8Array(1024).fill(120);

/** Creates a bucket whose default encryption is a new KMS key. */
export async function arrangeBucket(endpoint: string, bucket: string): Promise<void> {
  const kms = new KMSClient({ endpoint, region, credentials });
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const location = { LocationConstraint: region } as const;
  await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: location }));
  const encryption = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KeyMetadata?.Arn } as const;
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: bucket,
      ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: encryption }] },
    }),
  );
  kms.destroy();
  s3.destroy();
}

/** PutObject and GetObject of one object, signed by the SDK for an endpoint. */
export async function signedRequests(endpoint: string, bucket: string) {
  return {
    put: await capture(endpoint, (s3) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'object', Body: objectBytes })),
    ),
    get: await capture(endpoint, (s3) => s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'object' }))),
  };
}

/** Makes the SDK sign a request, and keeps it instead of sending it. */
async function capture(endpoint: string, send: (s3: S3Client) => Promise<unknown>): Promise<SignedRequest> {
  let captured: SignedRequest | undefined;
  const handle = async (request: HttpRequest): Promise<never> => {
    const query = new URLSearchParams(
      Object.entries(request.query).map(([name, value]): [string, string] => [name, String(value ?? '')]),
    );
    const path = query.size > 0 ? `${request.path}?${query}` : request.path;
    const body = request.body instanceof Uint8Array ? request.body : undefined;
    captured = { method: request.method, path, headers: request.headers, body };
    throw new Error('captured');
  };
  const s3 = new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
    requestHandler: { handle },
  });
  await send(s3).catch(() => undefined);
  if (!captured) throw new Error('the SDK sent no request');
  return captured;
}
