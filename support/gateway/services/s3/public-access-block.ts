import type { Permission } from '../../../authorization/terms/permission.ts';
import type { Store } from '../../../stores/store.ts';
import { CallContext } from '../../context/request-context.ts';
import type { RequestFacts } from '../../context/request-facts.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';
import { type PublicAccessBlock, stricter } from '../../surroundings/account-public-access-block.ts';

/** The facts that a permission or a call has of the accounts. */
type Facts = Pick<RequestFacts, 'surroundings'> | undefined;

/**
 * The four switches of Block Public Access that hold for a bucket. Each is on if it is on for the bucket, or for its owner's
 * account. All are off without a configuration.
 */
export async function publicAccessBlock(
  store: Store,
  { bucket, owner }: { readonly bucket: string; readonly owner: string },
  facts: Facts,
): Promise<PublicAccessBlock> {
  const output = await unlessMissing('NoSuchPublicAccessBlockConfiguration', () =>
    store.read({
      service: 's3',
      operation: 'GetPublicAccessBlock',
      input: { Bucket: bucket },
      region: 'us-east-1',
      account: owner,
    }),
  );
  return stricter(
    output?.PublicAccessBlockConfiguration ?? {},
    facts?.surroundings?.publicAccessBlock(owner),
  );
}

/** The facts of the request that a permission is part of. */
export function factsOfPermission({ context }: Permission): Facts {
  return context instanceof CallContext ? context.facts : undefined;
}
