import type { DecisionRecord } from '../gateway/record/decision-log.ts';

/** Requests to S3 of one kind, and the calls to KMS that S3 made for them. */
export interface Use {
  readonly requests: number;
  readonly kmsCalls: number;
}

/** The uploads and reads of objects in a run. */
export interface ObjectUse {
  readonly uploads: Use;
  readonly reads: Use;
}

/** Counts the successful uploads and reads of a run, and their calls to KMS, from its records. */
export function objectUse(records: readonly DecisionRecord[]): ObjectUse {
  return { uploads: useBy(records, 'PutObject'), reads: useBy(records, 'GetObject') };
}

function useBy(records: readonly DecisionRecord[], operation: string): Use {
  const done = records.filter((record) => record.operation === operation && record.response.status < 300);
  return {
    requests: done.length,
    kmsCalls: done.reduce((sum, { kmsCalls = [] }) => sum + kmsCalls.length, 0),
  };
}

/** How many calls KMS got, in the words of the features. */
export const frequencies = [
  'no calls',
  'fewer calls than there are objects',
  'fewer calls than S3 requests',
  'one call for each S3 request',
  'more than one call for some S3 requests',
] as const;
/** One of {@link frequencies}. */
export type Frequency = (typeof frequencies)[number];

/** Compares the calls to KMS with the uploads, each of a different object, and the reads of a run. */
export function frequencyOf({ uploads, reads }: ObjectUse): Frequency {
  const requests = uploads.requests + reads.requests;
  const kmsCalls = uploads.kmsCalls + reads.kmsCalls;
  if (kmsCalls === 0) return 'no calls';
  if (kmsCalls < uploads.requests) return 'fewer calls than there are objects';
  if ([uploads, reads].every((use) => use.kmsCalls === use.requests)) return 'one call for each S3 request';
  return kmsCalls < requests ? 'fewer calls than S3 requests' : 'more than one call for some S3 requests';
}
