/** One constraint of an API model that an input breaks. */
export interface Violation {
  /** The path of the member, in lower camel case: `userName`, `tags.1.member.key`. */
  readonly member: string;
  readonly kind: 'missing' | 'min' | 'max' | 'enum' | 'pattern' | 'entries';
  /** The value as AWS repeats it, in quotation marks or as `null`; undefined if AWS does not repeat it. */
  readonly shown: string | undefined;
  /** The constraint in AWS's words: `Member must have length less than or equal to 64`. */
  readonly constraint: string;
}
