import {
  CreateGrantCommand,
  DryRunOperationException,
  GrantOperation,
  type KMSClient,
  MalformedPolicyDocumentException,
} from '@aws-sdk/client-kms';
import type { ObjectName } from '../aws/object-reference.ts';
import type { AnswerParts } from './answer-parts.ts';
import { listObjects } from './bucket-requests.ts';
import type { Clients } from './clients.ts';
import { manageKey } from './key-management.ts';
import { encryptSecret, generateDataKey, putKeyPolicy, tryDecryption } from './key-requests.ts';
import { deleteObject, getObject, putObject } from './object-requests.ts';

/** The resources that a principal's access is tried on. What a request could change was made for this one request. */
export interface AccessTarget {
  /** The object to read. */
  readonly object?: ObjectName | undefined;
  /** A place without an object, to write to. */
  readonly vacant?: ObjectName | undefined;
  /** The object to delete. */
  readonly doomed?: ObjectName | undefined;
  readonly keyArn?: string | undefined;
  /** The ARN of the principal that makes the requests, to name it as a grantee. */
  readonly granteeArn?: string | undefined;
}

type Try = (clients: Clients, target: AccessTarget) => Promise<AnswerParts>;

/** A part of a target that a column needs. Throws TypeError if the target lacks it. */
function given<Part extends keyof AccessTarget>(
  target: AccessTarget,
  part: Part,
): NonNullable<AccessTarget[Part]> {
  const found = target[part];
  if (found !== undefined) return found;
  throw new TypeError(`this access matrix has a column that needs "${part}", and its subject has none`);
}

/**
 * The requests of access matrices, by their columns, in the order in which they are made. Each leaves unchanged what
 * the others need.
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

/** CreateGrant as a dry run: tells whether a caller may create a grant, without creating one. */
async function tryGrant(kms: KMSClient, KeyId: string, GranteePrincipal: string): Promise<AnswerParts> {
  const grant = { KeyId, GranteePrincipal, Operations: [GrantOperation.Decrypt] };
  try {
    await kms.send(new CreateGrantCommand({ ...grant, DryRun: true }));
  } catch (error) {
    if (!(error instanceof DryRunOperationException)) throw error;
  }
  return {};
}

/**
 * PutKeyPolicy with a policy that no principal could replace. KMS refuses it only to callers with the permission, which
 * tells whether a caller has it. The key keeps its policy.
 */
async function tryKeyPolicy(kms: KMSClient, key: string): Promise<AnswerParts> {
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
  throw new TypeError('KMS accepted a key policy that no principal can replace');
}
