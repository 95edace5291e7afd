/** An expression of Terraform's language. */
export type SourceExpression =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'template'; readonly parts: readonly SourceExpression[] }
  | { readonly kind: 'list'; readonly items: readonly SourceExpression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [SourceExpression, SourceExpression])[] }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly SourceExpression[] }
  | { readonly kind: 'traversal'; readonly root: string; readonly steps: readonly TraversalStep[] }
  | { readonly kind: 'within'; readonly of: SourceExpression; readonly steps: readonly TraversalStep[] }
  | {
      readonly kind: 'choice';
      readonly test: SourceExpression;
      readonly yes: SourceExpression;
      readonly no: SourceExpression;
    }
  | {
      readonly kind: 'operation';
      readonly operator: string;
      readonly left: SourceExpression;
      readonly right: SourceExpression;
    }
  | { readonly kind: 'not'; readonly of: SourceExpression }
  | ForExpression
  | { readonly kind: 'opaque'; readonly what: string };

/** A `for` that makes a list, or an object if it has a key. */
export interface ForExpression {
  readonly kind: 'for';
  readonly names: readonly string[];
  readonly of: SourceExpression;
  readonly key: SourceExpression | undefined;
  readonly value: SourceExpression;
  readonly condition: SourceExpression | undefined;
}

/** A step of a traversal: `.arn`, `[0]` or `[*]`. */
export type TraversalStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: SourceExpression }
  | { readonly kind: 'splat' };

/** The attributes and blocks between braces, or of a file. */
export interface SourceBody {
  readonly attributes: Readonly<Record<string, SourceExpression>>;
  readonly blocks: readonly SourceBlock[];
}

/** A block, such as `resource "aws_s3_bucket" "reports" { … }`. */
export interface SourceBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: SourceBody;
}
