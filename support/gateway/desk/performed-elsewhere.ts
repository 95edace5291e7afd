import type { Operation, Service } from '../../aws/operations.ts';

/** Operations of each service, with a reason. */
type Reasons = { readonly [S in Service]: { readonly [O in Operation<S>]?: string } };

const OBJECT_LOCK =
  'The gateway refuses it where the bucket does not have Object Lock; no bucket that it creates has it. Its permissions and their condition keys are decided.';

/**
 * The operations that the gateway decides and the embedded store does not perform: other stores do. Each row says why that
 * is safe. An operation that is in neither the embedded store nor this table is refused with NotImplemented, on every store.
 */
export const performedElsewhere: Reasons = {
  s3: {
    GetObjectLegalHold: OBJECT_LOCK,
    GetObjectRetention: OBJECT_LOCK,
    PutObjectLegalHold: OBJECT_LOCK,
    PutObjectRetention: OBJECT_LOCK,
  },
  kms: {
    GetKeyLastUsage:
      'It reads, takes one permission on the key, and AWS refuses it for nothing but its form.',
  },
  iam: {},
  sts: {},
  secretsmanager: {},
  dynamodb: {
    Query:
      'It reads: its permission, its items and the key of its table are decided as those of Scan, which is performed.',
  },
};
