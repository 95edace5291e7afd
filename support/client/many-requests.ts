import type { S3Client } from '@aws-sdk/client-s3';
import type { AnswerParts } from './answer-parts.ts';
import { getObject, putObject } from './object-requests.ts';

/** The number of objects to upload, and how often each is read. */
export interface Round {
  readonly bucket: string;
  readonly objects: number;
  readonly reads: number;
}

/** Uploads objects and reads each of them, one request after the other. */
export async function uploadAndRead(s3: S3Client, { bucket, objects, reads }: Round): Promise<AnswerParts> {
  for (let object = 1; object <= objects; object++) {
    const place = { Bucket: bucket, Key: `object-${object}` };
    await putObject(s3, place, { content: `object ${object}` });
    for (let read = 0; read < reads; read++) await getObject(s3, place);
  }
  return {};
}
