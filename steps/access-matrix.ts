import assert from 'node:assert/strict';
import { type DataTable, Then } from '@cucumber/cucumber';
import { differenceOf } from '../support/outcome/access-matrix.ts';
import { type Resource, triedAccess } from './tried-access.ts';
import type { SpecWorld } from './world.ts';

Then('access to {resource} is:', async function (this: SpecWorld, resource: Resource, table: DataTable) {
  const stated = table.raw();
  const found = await triedAccess(this, resource, stated);
  const message = differenceOf(stated, found);
  if (message !== undefined) assert.fail(message);
});
