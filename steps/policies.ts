import { Given, When } from '@cucumber/cucumber';
import { putBucketPolicy } from '../support/client/bucket-requests.ts';
import { putKeyPolicy } from '../support/client/key-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import {
  pathOf,
  replaceBucketPolicy,
  replaceSecretPolicy,
  replaceTablePolicy,
} from '../support/scenario/provision/rearrange.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import type { Thing } from '../support/stage/things.ts';

Given(
  '{policy of bucket, secret or table} is {document}',
  async function (this: SpecWorld, guarded: Thing<'bucket' | 'secret' | 'table'>, document: string) {
    if ('bucket' in guarded) await replaceBucketPolicy(this.provisioned, guarded.bucket, document);
    else if ('table' in guarded)
      await replaceTablePolicy(this.provisioned, this.tableArn(guarded.table), document);
    else await replaceSecretPolicy(this.provisioned, this.secretArn(guarded.secret), document);
  },
);

When(
  '{principal} sets {policy of key or bucket} to {document}',
  async function (
    this: SpecWorld,
    principal: CastMember,
    guarded: Thing<'key' | 'bucket'>,
    document: string,
  ) {
    const policy = this.provisioned.policy(pathOf(this.provisioned, document));
    await this.request(principal, ({ kms, s3 }) =>
      'key' in guarded
        ? putKeyPolicy(kms, this.keyArn(guarded.key), { policy })
        : putBucketPolicy(s3, this.bucket(guarded.bucket).bucketName, policy),
    );
  },
);
