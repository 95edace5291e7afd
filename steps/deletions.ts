import { When } from '@cucumber/cucumber';
import { deleteBucket } from '../support/client/bucket-contents.ts';
import { deleteUser } from '../support/client/identity-requests.ts';
import { deleteObject } from '../support/client/object-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { userNameOf } from '../support/scenario/provision/access-keys.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import type { Thing } from '../support/stage/things.ts';

When(
  '{principal} deletes {object, bucket or user}',
  async function (this: SpecWorld, principal: CastMember, doomed: Thing<'object' | 'bucket' | 'identity'>) {
    await this.request(principal, ({ s3, iam }) => {
      if ('object' in doomed) return deleteObject(s3, this.place(doomed.object));
      if ('bucket' in doomed) return deleteBucket(s3, this.bucket(doomed.bucket).bucketName);
      return deleteUser(iam, userNameOf(this.provisioned, doomed.identity));
    });
  },
);
