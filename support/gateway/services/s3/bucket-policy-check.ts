import { isPublic } from '../../../authorization/layers/is-public.ts';
import { parsePolicy } from '../../../authorization/parse-policy.ts';
import { exceededLimit } from '../../../authorization/policy-size.ts';
import { principalsNamed } from '../../../authorization/principals-named.ts';
import type { Denied } from '../../../authorization/terms/decision.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { Policy } from '../../../authorization/terms/policy.ts';
import { PolicyError } from '../../../authorization/terms/policy-error.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Principal } from '../../../aws/principal.ts';
import { accountOf } from '../../../aws/principal.ts';
import type { Store } from '../../../stores/store.ts';
import { principalsExist } from '../iam/existing-principals.ts';
import { publicAccessBlock } from './public-access-block.ts';

/** A bucket policy that is to be set, by whom, and the permission it was allowed with. */
export interface NewBucketPolicy {
  readonly bucket: string;
  readonly text: string;
  readonly principal: Principal;
  readonly permission: Permission;
}

/**
 * Checks a bucket policy as S3 does before it stores one: the document, its principals, that it speaks of this
 * bucket, and Block Public Access. Throws MalformedPolicy; gives the refusal where BlockPublicPolicy prevents it.
 *
 * Source: Amazon S3 API Reference, PutBucketPolicy; user guide, "Blocking public access to your Amazon S3 storage".
 */
export async function checkBucketPolicy(store: Store, request: NewBucketPolicy): Promise<Denied | undefined> {
  const { bucket, text, principal, permission } = request;
  const policy = parse(text);
  const limit = exceededLimit('bucket policy', text);
  if (limit !== undefined) throw tooLarge(limit);
  for (const { actions = [], notActions = [], resources = [], notResources = [] } of policy.statements) {
    if (![...actions, ...notActions].every((action) => action === '*' || action.startsWith('s3:'))) {
      throw malformed('Policy has invalid action');
    }
    if (![...resources, ...notResources].every((resource) => namesBucket(resource, bucket))) {
      throw malformed('Policy has invalid resource');
    }
  }
  if (!(await principalsExist(store, principalsNamed(policy))))
    throw malformed('Invalid principal in policy');
  const { BlockPublicPolicy } = await publicAccessBlock(store, bucket, permission.resourceAccount);
  if (!BlockPublicPolicy || !isPublic(policy)) return undefined;
  return {
    outcome: 'Denied',
    principal,
    permission,
    layer: 'block public access',
    explicit: true,
    setting: 'BlockPublicPolicy',
    crossAccount: accountOf(principal) !== permission.resourceAccount,
    considered: [],
  };
}

function parse(text: string): Policy {
  if (!text.startsWith('{') || !isJson(text)) {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  try {
    return parsePolicy(text, { kind: 'bucket' });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw malformed(/\.(Not)?Principal\b/.test(error.path) ? 'Invalid principal in policy' : error.message);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `arn:aws:s3:::bucket`, an object below it, or a pattern that begins with it. */
function namesBucket(resource: string, bucket: string): boolean {
  const arn = `arn:aws:s3:::${bucket}`;
  return resource === arn || resource.startsWith(`${arn}/`) || resource === `${arn}*`;
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicy', 400, message);
}

/** Differs: the code and text of this refusal are not documented; the limit is. */
function tooLarge(limit: number): AwsError {
  const message = `Normalized policy document exceeds the maximum allowed size of ${limit} bytes.`;
  return new AwsError('PolicyTooLarge', 400, message);
}
