import { Given } from '@cucumber/cucumber';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import type { StatedFact } from '../support/stage/stated-facts.ts';

Given('requests {stated fact}', async function (this: SpecWorld, fact: StatedFact) {
  await this.assume(fact);
});

Given('requests to S3 come through {endpoint}', function (this: SpecWorld, endpoint: string) {
  this.comeThrough(endpoint);
});

Given('callers signed in {with or without} MFA', async function (this: SpecWorld, present: boolean) {
  await this.assume({ 'aws:MultiFactorAuthPresent': [String(present)] });
});
