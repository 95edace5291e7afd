import * as z from 'zod';
import { name } from './document-names.ts';

const path = z
  .string()
  .regex(
    /^(?![/~]|[A-Za-z]:)[^\\]+$/,
    'must be a path relative to this file, e.g. ../../infrastructure/template.yaml',
  );

/** A value, or a list of them. */
function oneOrMore<S extends z.ZodType>(schema: S) {
  return z
    .unknown()
    .transform((given) => (Array.isArray(given) ? given : [given]))
    .pipe(z.array(schema).min(1));
}

const paths = oneOrMore(path);

/** Templates of CloudFormation or SAM, or a folder cdk.out, that are deployed to an account. */
const templates = z.strictObject({
  cloudformation: paths,
  /** The account; it may be left out if there is one, and if the folder cdk.out names it. */
  account: name.optional(),
  /** Files with the values of parameters. */
  parameters: paths.optional(),
});

/** A plan or a state of Terraform or OpenTofu, as `show -json` writes it. */
const plan = z.strictObject({
  terraform: path,
  /** The providers of each account: the alias, or `default` for the provider without one. It may be left out for one account. */
  accounts: z.record(name, oneOrMore(z.string().min(1))).optional(),
});

/** The sources that a scenario is read from at each run. */
export const fromSchema = oneOrMore(z.union([templates, plan]));

/** The sources as they are read. */
export type FromDocument = z.output<typeof fromSchema>;
