import type { GrantOperation } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { grantOperationsOf } from '../../aws/kms-grant-operations.ts';
import { name } from './document-names.ts';

const operations: readonly GrantOperation[] = grantOperationsOf({
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
});

const context = z.record(z.string(), z.string());

/** A principal: an ARN, or a placeholder that stands for one. */
const principal = z
  .string()
  .regex(
    /^(?:arn:aws:(?:iam|sts)::\d{12}:.+|\{\{[^{}]+\.(?:arn|root)\}\})$/,
    'must be the ARN of a principal, or a placeholder such as {{roles.reader.arn}}',
  );

const grant = z.strictObject({
  /** The principal that may do the operations. */
  grantee: principal,
  /** The principal that may retire the grant. */
  retiring: principal.optional(),
  operations: z
    .array(
      z.string().refine((one) => operations.some((operation) => operation === one), {
        error: `must be an operation that a grant can allow: ${operations.join(', ')}`,
      }),
    )
    .min(1),
  /** The encryption context that requests must have. */
  encryptionContextEquals: context.optional(),
  /** The pairs that the encryption context of requests must have among others. */
  encryptionContextSubset: context.optional(),
});

/** The grants of a key by name. */
export const grants = z.record(name, grant).default({});
