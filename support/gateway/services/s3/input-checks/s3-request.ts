import type { CallFacts } from '../../../plan/call-facts.ts';

/** A request to S3 whose form is checked: each check reads the members that it is about, of every operation that has them. */
export type S3Request = Omit<CallFacts<'s3'>, 'input'> & { readonly input: object };
