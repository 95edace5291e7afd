import type { TrailRecord } from '../gateway/record/decision-log.ts';

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
export function objectUse(records: readonly TrailRecord[]): ObjectUse {
  return { uploads: useBy(records, 'PutObject'), reads: useBy(records, 'GetObject') };
}

function useBy(records: readonly TrailRecord[], operation: string): Use {
  const done = records.filter((record) => record.operation === operation && record.response.status < 300);
  return {
    requests: done.length,
    kmsCalls: done.reduce((sum, { kmsCalls = [] }) => sum + kmsCalls.length, 0),
  };
}

/** How often KMS was called, in the words of the features. */
export const frequencies = [
  'nothing',
  'less often than there are objects',
  'less often than once for each request',
  'once for each request',
  'more often than once for each request',
] as const;
/** One of {@link frequencies}. */
export type Frequency = (typeof frequencies)[number];

/** How often KMS was called in a run, for its reads and its uploads. Each upload is of another object. */
export function frequencyOf({ uploads, reads }: ObjectUse): Frequency {
  const requests = uploads.requests + reads.requests;
  const kmsCalls = uploads.kmsCalls + reads.kmsCalls;
  if (kmsCalls === 0) return 'nothing';
  if (kmsCalls < uploads.requests) return 'less often than there are objects';
  if ([uploads, reads].every((use) => use.kmsCalls === use.requests)) return 'once for each request';
  return `${kmsCalls < requests ? 'less' : 'more'} often than once for each request`;
}
