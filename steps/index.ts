import './access-matrix.ts';
import './aliases.ts';
import './answers.ts';
import './buckets.ts';
import './cloudtrail.ts';
import './deletions.ts';
import './grants.ts';
import './hooks.ts';
import './keys.ts';
import './kms-requests.ts';
import './multipart-uploads.ts';
import './object-states.ts';
import './objects.ts';
import './organizations.ts';
import './parameter-types.ts';
import './policies.ts';
import './presigned-uploads.ts';
import './principals.ts';
import './scenarios.ts';
import './secrets.ts';
import './stated-facts.ts';
import './tables.ts';

/**
 * All of keyhole's steps. `keyhole spec` imports this file. A step file of one's own can import it too, for cucumber's own
 * command.
 *
 * The rest is for one's own steps. They use the parameter types of README.md by their names, and this World as `this`.
 */
export { After, Before, Given, Then, When } from '@cucumber/cucumber';
export type { ObjectInWords } from '../support/stage/object-in-words.ts';
export { SpecWorld as World } from '../support/stage/spec-world.ts';
export type { Thing } from '../support/stage/things.ts';
