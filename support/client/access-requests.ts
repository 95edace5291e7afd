import {
  CreateGrantCommand,
  DryRunOperationException,
  GrantOperation,
  type KMSClient,
  MalformedPolicyDocumentException,
} from '@aws-sdk/client-kms';
import type { Answer } from './answer.ts';
import { listObjects } from './bucket-requests.ts';
import type { Clients } from './clients.ts';
import { manageKey } from './key-management.ts';
import { encryptSecret, generateDataKey, putKeyPolicy, tryDecryption } from './key-requests.ts';
import type { ObjectPlace } from './object-place.ts';
import { deleteObject, getObject, putObject } from './object-requests.ts';

/** What somebody's access is tried on; everything that a try could change is there for this one try. */
export interface AccessTarget {
  /** The object to read. */
  readonly object?: ObjectPlace | undefined;
  /** Where to write. */
  readonly vacant?: ObjectPlace | undefined;
  /** The object to delete. */
  readonly doomed?: ObjectPlace | undefined;
  readonly keyArn?: string | undefined;
  /** Who asks, as a grantee. */
  readonly granteeArn?: string | undefined;
}

type Try = (clients: Clients, target: AccessTarget) => Promise<Answer>;

/** A target names what the columns of its matrix take; anything else is a matrix that asks for more than there is. */
function given<Part extends keyof AccessTarget>(
  target: AccessTarget,
  part: Part,
): NonNullable<AccessTarget[Part]> {
  const found = target[part];
  if (found !== undefined) return found;
  throw new TypeError(`access to this cannot be asked for: there is no ${part}`);
}

/**
 * What access matrices ask for, by their columns, each as one request that leaves what the others ask for as it is. They
 * are made in this order.
 */
export const ACCESS_REQUESTS: Readonly<Record<string, Try>> = {
  read: ({ s3 }, target) => getObject(s3, given(target, 'object')),
  list: ({ s3 }, target) => listObjects(s3, given(target, 'object').Bucket),
  describe: ({ kms }, target) => manageKey(kms, 'DescribeKey', given(target, 'keyArn')),
  encrypt: ({ kms }, target) => encryptSecret(kms, given(target, 'keyArn')),
  decrypt: ({ kms }, target) => tryDecryption(kms, given(target, 'keyArn')),
  'make data keys': ({ kms }, target) => generateDataKey(kms, given(target, 'keyArn')),
  grant: ({ kms }, target) => tryGrant(kms, given(target, 'keyArn'), given(target, 'granteeArn')),
  administer: ({ kms }, target) => tryKeyPolicy(kms, given(target, 'keyArn')),
  write: ({ s3 }, target) => putObject(s3, given(target, 'vacant'), { content: 'written' }),
  delete: ({ s3 }, target) => deleteObject(s3, given(target, 'doomed')),
};

/** CreateGrant as a dry run: whether a caller may, without a grant that would let others in. */
async function tryGrant(kms: KMSClient, KeyId: string, GranteePrincipal: string): Promise<Answer> {
  const grant = { KeyId, GranteePrincipal, Operations: [GrantOperation.Decrypt] };
  try {
    await kms.send(new CreateGrantCommand({ ...grant, DryRun: true }));
  } catch (error) {
    if (!(error instanceof DryRunOperationException)) throw error;
  }
  return {};
}

/**
 * PutKeyPolicy with a policy by which nobody could replace it again: whether a caller may, since KMS refuses it to those who
 * may, and the key keeps its policy.
 */
async function tryKeyPolicy(kms: KMSClient, key: string): Promise<Answer> {
  const [, , , , account] = key.split(':');
  const looking = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'kms:DescribeKey',
    Resource: '*',
  };
  try {
    await putKeyPolicy(kms, key, { policy: JSON.stringify({ Version: '2012-10-17', Statement: looking }) });
  } catch (error) {
    if (error instanceof MalformedPolicyDocumentException) return {};
    throw error;
  }
  throw new TypeError('a key policy was taken that locks everybody out');
}
