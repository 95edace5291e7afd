import { Given, When } from '@cucumber/cucumber';
import { startMultipartUpload, uploadPart } from '../support/client/object-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import type { ObjectInWords } from '../support/stage/object-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

Given(
  '{principal} has started a multipart upload of {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectInWords) {
    await this.arrange(principal, ({ s3 }) => startMultipartUpload(s3, this.place(object)));
  },
);

When(
  '{principal} starts a multipart upload of {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectInWords) {
    await this.request(principal, ({ s3 }) => startMultipartUpload(s3, this.place(object)));
  },
);

When(
  '{principal} uploads a part of {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectInWords) {
    const content = this.remembered.written.newContent(object);
    await this.request(principal, ({ s3 }) =>
      uploadPart(s3, this.place(object), this.remembered.uploadId ?? '', content),
    );
  },
);
