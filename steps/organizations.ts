import { Given } from '@cucumber/cucumber';
import { attachControlPolicy } from '../support/scenario/provision/attach-control-policy.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';

Given(
  '{document} is a {control policy} of {account}',
  function (this: SpecWorld, document: string, kind: 'service' | 'resource', account: string) {
    const text = attachControlPolicy(this.lab, this.provisioned, { document, kind, account });
    this.policies.note(`the ${kind} control policy "${document}"`, text);
  },
);
