import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import { explain } from '../support/authorization/explain.ts';
import { SECRET } from '../support/client/key-requests.ts';
import { checkAction, reasonNamed } from '../support/outcome/denial.ts';
import { mismatchOfDenial, mismatchOfGrant } from '../support/outcome/expectation.ts';
import { mismatchOfFailure } from '../support/outcome/failure.ts';
import { reasonMediaType } from '../support/outcome/media-types.ts';
import { denialFacts } from '../support/stage/denial-facts.ts';
import { nameIn, type ObjectInWords } from '../support/stage/object-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

Then('access is granted', function (this: SpecWorld) {
  compare(this, mismatchOfGrant(this.look().outcome, this.describing));
});

Then('access is denied: {reason} {action}', async function (this: SpecWorld, words: string, action: string) {
  const { outcome, actor } = this.look();
  const { key, ...reason } = reasonNamed(words);
  checkAction(action);
  if (key !== undefined) await this.awsManagedKeys.find(key, this.provisioned);
  const denial = { ...reason, action, keyArn: key === undefined ? undefined : this.keyArn(nameIn(key)) };
  if (outcome.outcome === 'Denied') this.attach(explain(outcome.decision, this.names), reasonMediaType);
  compare(
    this,
    mismatchOfDenial(outcome, { denial, words: `${words} ${action}`, ...denialFacts(this, actor) }),
  );
});

Then('the request fails: {failure}', function (this: SpecWorld, words: string) {
  const { region } = this.provisioned.scenario.document;
  const { describing } = this;
  const facts = {
    region,
    describing,
    accountId: (account: string) => this.provisioned.accountId(nameIn(account)),
    keyArn: (key: string) => this.keyArn(nameIn(key)),
  };
  compare(this, mismatchOfFailure(this.look().outcome, { words, confidence: this.confidence, facts }));
});

Then('{object} arrives unchanged', function (this: SpecWorld, object: ObjectInWords) {
  const { outcome } = this.look();
  compare(this, mismatchOfGrant(outcome, this.describing));
  assert.equal(outcome.outcome === 'Granted' && outcome.value.content, this.contentOf(object));
});

Then('the secret arrives unchanged', function (this: SpecWorld) {
  const { outcome } = this.look();
  compare(this, mismatchOfGrant(outcome, this.describing));
  assert.equal(outcome.outcome === 'Granted' && outcome.value.content, SECRET);
});

function compare(world: SpecWorld, mismatch: string | undefined): void {
  if (mismatch !== undefined) assert.fail(world.readable(mismatch));
}
