import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import { checkAction, reasonNamed } from '../support/answer/denial.ts';
import { mismatchOfDenial, mismatchOfGrant } from '../support/answer/expectation.ts';
import { mismatchOfFailure } from '../support/answer/failure.ts';
import { reasonMediaType } from '../support/answer/media-types.ts';
import { mismatchOfRemedy } from '../support/answer/remedy-in-words.ts';
import { explain } from '../support/authorization/explain.ts';
import { denialFacts } from '../support/stage/denial-facts.ts';
import { nameIn, type ObjectInWords } from '../support/stage/object-in-words.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

Then('access is granted', function (this: SpecWorld) {
  compare(this, mismatchOfGrant(this.look().answer, this.describing));
});

Then('access is denied: {reason} {action}', async function (this: SpecWorld, words: string, action: string) {
  const { answer, actor } = this.look();
  const { key, ...reason } = reasonNamed(words);
  checkAction(action, words);
  if (key !== undefined) await this.awsManagedKeys.find(key, this.provisioned);
  const denial = { ...reason, action, keyArn: key === undefined ? undefined : this.keyArn(nameIn(key)) };
  if (answer.result === 'Denied') this.attach(explain(answer.decision, this.names), reasonMediaType);
  compare(
    this,
    mismatchOfDenial(answer, { denial, words: `${words} ${action}`, ...denialFacts(this, actor) }),
  );
});

Then('the remedy is to {remedy}', function (this: SpecWorld, words: string) {
  const { answer } = this.look();
  compare(this, mismatchOfRemedy(answer, { words, names: this.names }));
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
  compare(this, mismatchOfFailure(this.look().answer, { words, confidence: this.confidence, facts }));
});

Then('{object} arrives unchanged', function (this: SpecWorld, object: ObjectInWords) {
  const { answer } = this.look();
  compare(this, mismatchOfGrant(answer, this.describing));
  assert.equal(answer.result === 'Granted' && answer.value.content, this.contentOf(object));
});

Then('the secret arrives unchanged', function (this: SpecWorld) {
  const { answer } = this.look();
  compare(this, mismatchOfGrant(answer, this.describing));
  // A failed comparison of texts would show the value.
  const { content, secretRead } = answer.result === 'Granted' ? answer.value : {};
  assert.ok(
    content === this.secretValue(secretRead),
    'the value that arrived is another than the one stored',
  );
});

function compare(world: SpecWorld, mismatch: string | undefined): void {
  if (mismatch !== undefined) assert.fail(world.readable(mismatch));
}
