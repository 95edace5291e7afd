import { Given } from '@cucumber/cucumber';
import { grantDecryption, retireGrant, revokeGrant } from '../support/client/grant-requests.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import { principalArn } from '../support/scenario/cast/principal-arn.ts';
import type { ObjectInWords } from '../support/stage/object-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

Given(
  '{principal} has granted {principal} decryption{of object} with {key}',
  async function (
    this: SpecWorld,
    principal: CastMember,
    grantee: CastMember,
    object: ObjectInWords | undefined,
    key: string,
  ) {
    const grant = {
      keyArn: this.keyArn(key),
      granteeArn: principalArn(this.provisioned, grantee),
      of: object && this.place(object),
    };
    await this.arrange(principal, ({ kms }) => grantDecryption(kms, grant));
  },
);

Given(
  '{principal} has {end of a grant} the grant',
  async function (this: SpecWorld, principal: CastMember, end: string) {
    const endGrant = end === 'revoked' ? revokeGrant : retireGrant;
    await this.arrange(principal, ({ kms }) => endGrant(kms, this.remembered.grant));
  },
);
