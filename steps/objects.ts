import { Given, When } from '@cucumber/cucumber';
import {
  copyInPlace,
  deleteObject,
  getObject,
  headObject,
  putObject,
  rewrapObject,
} from '../support/client/object-requests.ts';
import type { CastMember } from '../support/scenario/actors.ts';
import { encryptionNamed } from './encryption-named.ts';
import type { ObjectName } from './object-name.ts';
import type { SpecWorld } from './world.ts';

Given(
  '{principal} has uploaded {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName) {
    const content = this.newContent(object);
    await this.arrange(principal, ({ s3 }) => putObject(s3, this.place(object), { content }));
  },
);

Given(
  '{principal} has uploaded {object} encrypted with {encryption}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName, words: string) {
    const write = { content: this.newContent(object), encryption: encryptionNamed(this, words) };
    await this.arrange(principal, ({ s3 }) => putObject(s3, this.place(object), write));
  },
);

Given(
  '{principal} has read {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName) {
    await this.arrange(principal, ({ s3 }) => getObject(s3, this.place(object)));
  },
);

Given(
  '{principal} has copied {object} onto itself',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName) {
    await this.arrange(principal, ({ s3 }) => copyInPlace(s3, this.place(object)));
  },
);

When(
  '{principal} uploads {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName) {
    const content = this.newContent(object);
    await this.request(principal, ({ s3 }) => putObject(s3, this.place(object), { content }));
  },
);

When(
  '{principal} uploads {object} encrypted with {encryption}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName, words: string) {
    const write = { content: this.newContent(object), encryption: encryptionNamed(this, words) };
    await this.request(principal, ({ s3 }) => putObject(s3, this.place(object), write));
  },
);

When(
  '{principal} reads {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName) {
    await this.request(principal, ({ s3 }) => getObject(s3, this.place(object)));
  },
);

When(
  '{principal} looks at the metadata of {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName) {
    await this.request(principal, ({ s3 }) => headObject(s3, this.place(object)));
  },
);

When(
  '{principal} deletes {object}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName) {
    await this.request(principal, ({ s3 }) => deleteObject(s3, this.place(object)));
  },
);

When(
  '{principal} copies {object} onto itself encrypted with {encryption}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName, words: string) {
    await this.request(principal, ({ s3 }) =>
      copyInPlace(s3, this.place(object), encryptionNamed(this, words)),
    );
  },
);

When(
  '{principal} copies {object} onto itself',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName) {
    await this.request(principal, ({ s3 }) => copyInPlace(s3, this.place(object)));
  },
);

When(
  '{principal} re-wraps {object} under {encryption}',
  async function (this: SpecWorld, principal: CastMember, object: ObjectName, words: string) {
    await this.request(principal, ({ s3 }) =>
      rewrapObject(s3, this.place(object), encryptionNamed(this, words)),
    );
  },
);
