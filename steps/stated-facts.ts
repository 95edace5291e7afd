import { Given } from '@cucumber/cucumber';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import type { StatedFact } from '../support/stage/stated-facts.ts';

Given('requests {stated fact}', function (this: SpecWorld, fact: StatedFact) {
  this.assume(fact);
});

Given('callers signed in {with or without} MFA', function (this: SpecWorld, present: boolean) {
  this.assume({ 'aws:MultiFactorAuthPresent': [String(present)] });
});
