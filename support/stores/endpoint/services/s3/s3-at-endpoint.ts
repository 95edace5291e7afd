import { S3Client } from '@aws-sdk/client-s3';
import { type EndpointService, nameIn } from '../endpoint-service.ts';
import { emptyBucket } from './empty-bucket.ts';
import { undoableS3Write } from './undoable-s3-writes.ts';

/** Amazon S3 at an endpoint. */
export const s3AtEndpoint: EndpointService = {
  client: (settings) => new S3Client(settings),
  made: {
    CreateBucket: ({ input }, _output, ask) => {
      const Bucket = nameIn(input, 'Bucket');
      const remove = async () => {
        await emptyBucket(ask, Bucket);
        await ask('s3', 'DeleteBucket', { Bucket });
      };
      return [nameOfBucket(Bucket), remove];
    },
  },
  gone: ({ operation, input }) =>
    operation === 'DeleteBucket' ? nameOfBucket(nameIn(input, 'Bucket')) : undefined,
  undoable: undoableS3Write,
  undoData: (input) => ({ bucket: nameIn(input, 'Bucket') }),
};

/** The name of a bucket among the things that were created. */
export function nameOfBucket(bucket: string): string {
  return `bucket ${bucket}`;
}
