import { Given } from '@cucumber/cucumber';
import { attachControlPolicy } from '../support/scenario/attach-control-policy.ts';
import type { SpecWorld } from './world.ts';

Given(
  '{document} is a service control policy of {account}',
  function (this: SpecWorld, document: string, account: string) {
    attachControlPolicy(this.lab, this.topology, { document, kind: 'service', account });
  },
);

Given(
  '{document} is a resource control policy of {account}',
  function (this: SpecWorld, document: string, account: string) {
    attachControlPolicy(this.lab, this.topology, { document, kind: 'resource', account });
  },
);
