import type { Awaitable } from '../../../stores/awaitable.ts';
import type { Decided, Deciding } from '../../desk/deciding.ts';
import type { AllowedCall } from '../../desk/service-desk.ts';
import { permissionOfCheck } from '../../plan/permission-of-check.ts';
import { checkBucketPolicy } from './bucket-policy-check.ts';
import { decideAcl } from './decide-acl.ts';
import { s3Surfaces } from './s3-surfaces.ts';

/**
 * Refuses a bucket policy or an ACL that S3 would not store, by AwsError, and decides whether Block Public Access prevents
 * it.
 */
export function decideDocument(call: AllowedCall<'s3'>, deciding: Deciding): Awaitable<Decided> {
  return call.operation === 'PutBucketPolicy' ? decidePolicy(call, deciding) : decideAcl(call, deciding);
}

async function decidePolicy({ input, checks }: AllowedCall<'s3'>, deciding: Deciding): Promise<Decided> {
  const permission = permissionOfCheck(checks, 's3:PutBucketPolicy');
  const bucket: unknown = Reflect.get(input, 'Bucket');
  const text: unknown = Reflect.get(input, 'Policy');
  if (!permission || typeof bucket !== 'string' || typeof text !== 'string') return { decisions: [] };
  const denied = await checkBucketPolicy({ bucket, text, permission }, deciding);
  if (!denied) return { decisions: [] };
  return { decisions: [denied], error: s3Surfaces.s3.refuse(denied, deciding) };
}
