import { Given, When } from '@cucumber/cucumber';
import { presignUpload, uploadByUrl } from '../support/client/presigned-upload.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import type { ObjectInWords } from '../support/stage/object-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

Given(
  '{principal} has presigned an upload of {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectInWords) {
    this.remembered.presign(
      principal,
      presignUpload(await this.accessKey(principal), this.address(this.place(object))),
    );
  },
);

When('that URL is used to upload {object}', async function (this: SpecWorld, object: ObjectInWords) {
  const { signer, url } = this.remembered.presigned;
  const content = this.remembered.written.newContent(object);
  await this.request(signer, ({ s3 }) => uploadByUrl(s3, { ...url, place: this.place(object) }, content));
});
