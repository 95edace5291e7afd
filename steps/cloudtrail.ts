import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import { describeCloudTrail, type RecordedCall, recordedCalls } from '../support/answer/recorded-calls.ts';
import { recordsAfter } from '../support/gateway/record/decision-log.ts';
import type { CastMember } from '../support/scenario/cast/actors.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

/** Counts the calls of one kind that CloudTrail shows, and describes all of its events. */
async function shown(
  world: SpecWorld,
  account: string,
  { principal, ...call }: Omit<RecordedCall, 'callerArn'> & { readonly principal: CastMember },
) {
  const { arn: callerArn = '' } = await world.actor(principal);
  const records = recordsAfter(world.lab.decisionLog, world.stage?.after);
  const accountId = world.provisioned.accountId(account);
  const calls = recordedCalls(records, accountId, { ...call, callerArn });
  return {
    count: calls.length,
    events: `CloudTrail in ${account} shows ${describeCloudTrail(records, accountId)}`,
  };
}

Then(
  'CloudTrail in {account} shows {recorded call} by {principal}',
  async function (
    this: SpecWorld,
    account: string,
    call: Omit<RecordedCall, 'callerArn'>,
    principal: CastMember,
  ) {
    const { count, events } = await shown(this, account, { ...call, principal });
    assert.notEqual(count, 0, this.readable(events));
  },
);

Then(
  'CloudTrail in {account} shows no {action} by {principal}',
  async function (this: SpecWorld, account: string, action: string, principal: CastMember) {
    const operation = action.replace(/^kms:/, '');
    const { count, events } = await shown(this, account, { operation, principal });
    assert.equal(count, 0, this.readable(events));
  },
);
