import * as z from 'zod';
import { nearest } from '../../authorization/terms/nearest.ts';
import { awsManagedPolicies } from '../../aws/managed-policies/aws-managed-policies.ts';
import { document, name, nameOfDocument } from './document-names.ts';

const AWS_POLICY = /^arn:aws:iam::aws:policy\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]+$/;

/** True if a managed policy is one of AWS's, given by its ARN; otherwise it is given by the path of its document. */
export function isAwsPolicy(policy: string): boolean {
  return policy.startsWith('arn:');
}

/** The ARN of a managed policy that AWS publishes for every account. */
const awsPolicy = z
  .string()
  .regex(AWS_POLICY, {
    error:
      "must be the ARN of an AWS managed policy, e.g. arn:aws:iam::aws:policy/ReadOnlyAccess; one's own is the path of its document",
    abort: true,
  })
  .refine((arn) => awsManagedPolicies().has(arn), {
    error: ({ input }) => `AWS has no such managed policy; ${nearestPolicy(String(input))}`,
  });

/** A hint at the policy that was meant. A policy of the same name under another path is the likeliest. */
function nearestPolicy(arn: string): string {
  const known = [...awsManagedPolicies().keys()];
  const meant = known.find((other) => nameOfDocument(other) === nameOfDocument(arn)) ?? nearest(arn, known);
  return meant === undefined ? 'none has a similar name' : `did you mean "${meant}"?`;
}

/** A managed policy: the path of a document, or the ARN of an AWS managed policy. */
const managedPolicy = z
  .string()
  .transform((given, context) => parsedBy(isAwsPolicy(given) ? awsPolicy : document, given, context));

/** An inline policy: the path of a document. */
const inlinePolicy = z
  .string()
  .refine((given) => !isAwsPolicy(given), {
    error: 'an AWS managed policy stands in managedPolicies, and policies hold paths of documents',
    abort: true,
  })
  .pipe(document);

/** A value as a schema parses it; the faults of the schema become those of the value's place. */
function parsedBy(schema: z.ZodType<string>, given: string, context: z.RefinementCtx): string {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

/** The name of a managed policy, which may begin with its path in IAM: `teams/reader`. */
const managedName = z
  .string()
  .regex(
    /^(?:[\w+=,.@-]+\/)*[A-Za-z0-9][\w +=,.@-]*$/,
    'must be a name of a managed policy, which may begin with its path: teams/reader',
  );

/** Policies by name, or a list of them. The name of one in a list is that of its file, or the end of its ARN. */
function named(policy: z.ZodType<string>, names: z.ZodType<string, string> = name) {
  const listed = z.array(policy).transform((paths, context) => {
    const entries = paths.map(
      (path) => [nameOfDocument(path.slice(path.lastIndexOf(':') + 1)), path] as const,
    );
    entries.forEach(([own, path], index) => {
      const other = entries.slice(0, index).find(([earlier]) => earlier === own);
      if (other !== undefined) {
        const message = `${other[1]} and ${path} are both named "${own}": name them, as in "{ ${own}: ${path}, … }"`;
        context.addIssue({ code: 'custom', path: [index], message });
      }
      if (!name.safeParse(own).success) {
        const message = `a policy cannot be named "${own}": name it, as in "{ reader: ${path} }"`;
        context.addIssue({ code: 'custom', path: [index], message });
      }
    });
    return Object.fromEntries(entries);
  });
  return z.union([z.record(names, policy), listed]).default({});
}

/** The policies of a user, role or group. */
export const policyMembers = {
  /** Inline policies: each principal has its own copy. */
  policies: named(inlinePolicy),
  /** Managed policies: one's own, created once in the account of the principal, and AWS's by ARN. */
  managedPolicies: named(managedPolicy, managedName),
};

/** Policies without names: paths of documents, and ARNs of AWS managed policies. */
export const policyList = z.array(managedPolicy);

/** The permissions boundary of a user or role: a document or an AWS managed policy. */
export const boundary = managedPolicy.optional();
