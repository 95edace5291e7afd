import { Given, When } from '@cucumber/cucumber';
import { copyBucketInPlace } from '../support/client/bucket-contents.ts';
import { getDefaultEncryption } from '../support/client/bucket-requests.ts';
import {
  copyInPlace,
  getObject,
  headObject,
  putObject,
  rewrapObject,
} from '../support/client/object-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { type CannedAcl, setAcl } from '../support/stage/acl-in-words.ts';
import { encryptionAsked, encryptionNamed } from '../support/stage/encryption-in-words.ts';
import type { ObjectInWords } from '../support/stage/object-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import type { Thing } from '../support/stage/things.ts';

/** The content and the headers of an upload, as its step says them. */
function writeInWords(world: SpecWorld, object: ObjectInWords, sse?: string, acl?: CannedAcl) {
  const content = world.remembered.written.newContent(object);
  return { content, encryption: encryptionAsked(world, sse), acl };
}

Given(
  '{principal} has uploaded {object}{sse}{acl}',
  async function (
    this: SpecWorld,
    principal: CastMember,
    object: ObjectInWords,
    words?: string,
    acl?: CannedAcl,
  ) {
    const write = writeInWords(this, object, words, acl);
    await this.arrange(principal, ({ s3 }) => putObject(s3, this.place(object), write));
  },
);

Given(
  '{principal} has read {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectInWords) {
    await this.arrange(principal, ({ s3 }) => getObject(s3, this.place(object)));
  },
);

Given(
  '{principal} has copied {object or bucket} onto itself{sse}',
  async function (
    this: SpecWorld,
    principal: CastMember,
    copied: Thing<'object' | 'bucket'>,
    words?: string,
  ) {
    const encryption = encryptionAsked(this, words);
    await this.arrange(principal, ({ s3 }) =>
      'object' in copied
        ? copyInPlace(s3, this.place(copied.object), encryption)
        : copyBucketInPlace(s3, this.bucket(copied.bucket).bucketName, encryption),
    );
  },
);

When(
  '{principal} uploads {object}{sse}{acl}',
  async function (
    this: SpecWorld,
    principal: CastMember,
    object: ObjectInWords,
    words?: string,
    acl?: CannedAcl,
  ) {
    const write = writeInWords(this, object, words, acl);
    await this.request(principal, ({ s3 }) => putObject(s3, this.place(object), write));
  },
);

When(
  '{principal} reads {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectInWords) {
    await this.request(principal, ({ s3 }) => getObject(s3, this.place(object)));
  },
);

When(
  '{principal} looks at {metadata or default encryption}',
  async function (this: SpecWorld, principal: CastMember, shown: Thing<'object' | 'bucket'>) {
    await this.request(principal, ({ s3 }) =>
      'object' in shown
        ? headObject(s3, this.place(shown.object))
        : getDefaultEncryption(s3, this.bucket(shown.bucket).bucketName),
    );
  },
);

Given(
  '{principal} has set the ACL of {object or bucket}{acl}',
  async function (this: SpecWorld, principal: CastMember, of: Thing<'object' | 'bucket'>, acl?: CannedAcl) {
    await this.arrange(principal, ({ s3 }) => setAcl(this, s3, { of, acl }));
  },
);

When(
  '{principal} sets the ACL of {object or bucket}{acl}',
  async function (this: SpecWorld, principal: CastMember, of: Thing<'object' | 'bucket'>, acl?: CannedAcl) {
    await this.request(principal, ({ s3 }) => setAcl(this, s3, { of, acl }));
  },
);

When(
  '{principal} copies {object} onto itself{sse}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectInWords, words?: string) {
    await this.request(principal, ({ s3 }) =>
      copyInPlace(s3, this.place(object), encryptionAsked(this, words)),
    );
  },
);

When(
  '{principal} re-wraps {object} under {encryption}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectInWords, words: string) {
    await this.request(principal, ({ s3 }) =>
      rewrapObject(s3, this.place(object), encryptionNamed(this, words)),
    );
  },
);
