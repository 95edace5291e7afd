import assert from 'node:assert/strict';
import { type DataTable, Then } from '@cucumber/cucumber';
import { differenceOf } from '../support/answer/access-matrix.ts';
import type { SpecWorld } from '../support/stage/spec-world.ts';
import { type Resource, tryAccess } from '../support/stage/try-access.ts';

Then('access to {resource} is:', async function (this: SpecWorld, resource: Resource, table: DataTable) {
  const stated = table.raw();
  const found = await tryAccess(this, resource, stated);
  const message = differenceOf(stated, found);
  if (message !== undefined) assert.fail(message);
});
