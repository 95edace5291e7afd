import { AwsError } from '../../../../aws/aws-error.ts';
import type { Request } from '../../services/request.ts';
import type { Answered, Upstream } from '../../upstream/upstream.ts';

/** A request to create a bucket. */
export function createsBucket({ service, operation }: Request): boolean {
  return service === 's3' && operation === 'CreateBucket';
}

/** The answer to CreateBucket. */
export interface Created extends Answered {
  /**
   * True if the bucket was there before: in us-east-1, its owner may ask for it again. It is not removed in the end, and what the request
   * changes of it is not put back.
   */
  readonly existed?: boolean;
}

/**
 * Creates a bucket, and blocks public access to it if the endpoint does not: AWS blocks it for every new bucket. A bucket
 * that existed already keeps its settings. Throws AwsError: then no new bucket is left.
 *
 * Source: Amazon S3 user guide, "Default settings for new S3 buckets FAQ".
 */
export async function createBucket(request: Request, upstream: Upstream): Promise<Created> {
  const Bucket = String(Reflect.get(request.input, 'Bucket'));
  const { account, region } = request;
  const at = { service: 's3', account, region } as const;
  const existed = await exists(upstream, { ...at, Bucket });
  const answered = await upstream.send(request);
  if (existed) return { ...answered, existed };
  try {
    if (await isOpen(upstream, { ...at, Bucket })) await blockPublicAccess(upstream, { ...at, Bucket });
    return answered;
  } catch (error) {
    answered.message.destroy();
    await upstream.perform({ ...at, operation: 'DeleteBucket', input: { Bucket } });
    throw error;
  }
}

interface NewBucket {
  readonly service: 's3';
  readonly account: string;
  readonly region: string;
  readonly Bucket: string;
}

/** True unless the endpoint says that there is no such bucket. */
async function exists(upstream: Upstream, { Bucket, ...at }: NewBucket): Promise<boolean> {
  try {
    await upstream.perform({ ...at, operation: 'HeadBucket', input: { Bucket } });
    return true;
  } catch (error) {
    return !(error instanceof AwsError && error.status === 404);
  }
}

/**
 * True if the endpoint says that a bucket has no Block Public Access. If the endpoint cannot answer now, it
 * cannot answer later: the gateway then grants nothing that depends on it.
 */
async function isOpen(upstream: Upstream, { Bucket, ...at }: NewBucket): Promise<boolean> {
  try {
    await upstream.perform({ ...at, operation: 'GetPublicAccessBlock', input: { Bucket } });
    return false;
  } catch (error) {
    return error instanceof AwsError && error.code === 'NoSuchPublicAccessBlockConfiguration';
  }
}

async function blockPublicAccess(upstream: Upstream, { Bucket, ...at }: NewBucket): Promise<void> {
  const PublicAccessBlockConfiguration = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  const input = { Bucket, PublicAccessBlockConfiguration };
  await upstream.perform({ ...at, operation: 'PutPublicAccessBlock', input });
}
