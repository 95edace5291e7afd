import type { RequiredPermission } from './rule.ts';

type Context = NonNullable<RequiredPermission['context']>;

/** Tags in the form of IAM's and STS's requests. */
export type RequestTags = readonly {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}[];

/**
 * The condition keys of tags in a request: `aws:RequestTag/<key>` for each and `aws:TagKeys`; no key without tags.
 * Source: IAM user guide, "AWS global condition context keys".
 */
export function requestTagContext(tags: RequestTags | undefined): Context {
  if (tags === undefined || tags.length === 0) return {};
  const context: Record<string, string | readonly string[]> = {
    'aws:TagKeys': tags.map(({ Key = '' }) => Key),
  };
  for (const { Key = '', Value = '' } of tags) context[`aws:RequestTag/${Key}`] = Value;
  return context;
}
