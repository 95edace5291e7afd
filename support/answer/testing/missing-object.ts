import type { Failed } from '../answer.ts';

/** For tests: the result of a request that failed without a denial: S3 has no such object. */
export const missingObject: Failed = {
  result: 'Failed',
  code: 'NoSuchKey',
  status: 404,
  message: 'gone',
  records: [],
};
