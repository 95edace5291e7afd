import type { Store } from '../../../stores/store.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';

/** The four switches of a bucket's Block Public Access; all off without a configuration. */
export async function publicAccessBlock(store: Store, bucket: string, owner: string) {
  const output = await unlessMissing('NoSuchPublicAccessBlockConfiguration', () =>
    store.read({
      service: 's3',
      operation: 'GetPublicAccessBlock',
      input: { Bucket: bucket },
      region: 'us-east-1',
      account: owner,
    }),
  );
  return output?.PublicAccessBlockConfiguration ?? {};
}
