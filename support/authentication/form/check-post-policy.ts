import type { FormFields } from '../../wire/form/form-fields.ts';
import { ANY_SIZE, type FileSizes } from '../../wire/form/object-form.ts';
import { formPolicyRefusals } from './form-policy-refusals.ts';
import type { PostCondition, PostPolicy } from './post-policy.ts';

/** The fields that need no condition: S3 takes them to check the policy itself. */
const UNCONDITIONAL: ReadonlySet<string> = new Set([
  'awsaccesskeyid',
  'signature',
  'x-amz-signature',
  'policy',
  'file',
]);

const IGNORED = 'x-ignore-';

/**
 * Checks that a form is what its policy allows now, and returns the sizes that its file may have. Each field must be in
 * a condition, and each condition must hold. Throws AwsError `AccessDenied`.
 *
 * Source: Amazon S3 API reference, "POST Policy", section "Conditions".
 */
export function checkPostPolicy(policy: PostPolicy, form: FormFields, sent: Sent): FileSizes {
  if (sent.now.getTime() >= policy.expiration) {
    const until = new Date(policy.expiration).toISOString();
    throw formPolicyRefusals.expired(
      `the policy of the form was valid until ${until}; here it is ${sent.now.toISOString()}`,
    );
  }
  const fields: FormFields = new Map([...form, ['bucket', sent.bucket]]);
  let sizes = ANY_SIZE;
  const named = new Set<string>();
  for (const condition of policy.conditions) {
    if (condition.operator === 'content-length-range') {
      const { least, most } = condition;
      sizes = { least: Math.max(sizes.least, least), most: Math.min(sizes.most, most) };
      continue;
    }
    if (condition.operator === 'never' || !holds(condition, fields))
      throw formPolicyRefusals.failed(condition.shown.slice(0, 1024));
    named.add(condition.field);
  }
  const extra = [...fields.keys()].filter((name) => !named.has(name) && !isUnconditional(name));
  if (extra.length > 0) throw formPolicyRefusals.extra(extra);
  return sizes;
}

/** The circumstances in which a form was sent. */
export interface Sent {
  readonly bucket: string;
  readonly now: Date;
}

type FieldCondition = Extract<PostCondition, { readonly field: string }>;

function holds({ operator, field, value }: FieldCondition, fields: FormFields): boolean {
  const given = fields.get(field);
  // A form need not have a field that may have any value.
  if (given === undefined) return operator === 'starts-with' && value === '';
  if (operator === 'eq') return given === value;
  // Each type of a list must begin so.
  const parts = field === 'content-type' ? given.split(',').map((part) => part.trimStart()) : [given];
  return parts.every((part) => part.startsWith(value));
}

function isUnconditional(name: string): boolean {
  return UNCONDITIONAL.has(name) || name.startsWith(IGNORED);
}
