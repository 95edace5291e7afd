import type { Instance } from './read-terraform.ts';
import type { Step } from './resolving.ts';

/** True for the name of a resource itself. One that is known after apply is made of parts that the plan does not tell. */
export function isOwnName({ type }: Instance, [name, ...rest]: readonly Step[]): boolean {
  if (rest.length > 0) return false;
  return type === 'aws_s3_bucket'
    ? name === 'bucket'
    : name === 'name' && /^aws_(?:iam|dynamodb|secretsmanager|kms)_/.test(type);
}
