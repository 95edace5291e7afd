import { UnknownValue } from '../world/unknown-value.ts';
import type { Step } from './resolving.ts';

/** Lists a guess: the reason for it, and what follows. */
export type Note = (reason: string, consequence: string) => void;

/** An ARN that a plan refers to, of a bucket or table. The plan does not tell what the configuration writes after it. */
export class ReferencedArn {
  readonly arn: string;

  constructor(arn: string) {
    this.arn = arn;
  }
}

const MAY_GO_ON = /^arn:aws:s3:::[^/]+$|^arn:aws:dynamodb:[^/]+:table\/[^/]+$/;

/**
 * The value of a reference as an item of a list. The ARNs of buckets and tables may be followed by more, and only the resources of
 * a statement have a usual form for that. A principal is an ARN or an account.
 */
export function itemOfList(value: unknown, path: readonly Step[]): unknown {
  const list = path.at(-1);
  // A document that another is made of.
  if (typeof value === 'object' && String(list).endsWith('_policy_documents')) return value;
  if (typeof value !== 'string') return value instanceof UnknownValue ? value : undefined;
  if (list === 'identifiers')
    return /^arn:|^\d{12}$/.test(value) && !MAY_GO_ON.test(value) ? value : undefined;
  if (!MAY_GO_ON.test(value)) return value;
  return list === 'resources' || list === 'not_resources' ? new ReferencedArn(value) : undefined;
}

interface Statement {
  readonly actions: unknown;
  /** True if more resources make the statement allow more. */
  readonly isAllow: boolean;
  readonly note: Note;
}

const OF_OBJECTS = /^s3:(?:(?:Abort|List)Multipart|(?!.*(?:BucketObjectLock)).*Object(?!Lock))/;

/**
 * The resources of a statement, with what usually follows the ARNs that it refers to. Two references to one bucket are the bucket and its
 * objects. One is the bucket if the actions are on buckets, and otherwise its objects. What was guessed is listed.
 */
export function objectsAndBucket(resources: unknown, { actions, isAllow, note }: Statement): unknown {
  if (!Array.isArray(resources) || !resources.some((one) => one instanceof ReferencedArn)) return resources;
  const known = resources.filter((one) => !(one instanceof ReferencedArn));
  const referenced = resources.filter((one) => one instanceof ReferencedArn).map(({ arn }) => arn);
  const written: readonly string[] = Array.isArray(actions) ? actions.map(String) : [];
  const guessed = [...new Set(referenced)].flatMap((arn) => {
    const below = arn.startsWith('arn:aws:s3') ? `${arn}/*` : `${arn}/index/*`;
    const isTwice = referenced.filter((one) => one === arn).length > 1;
    if (isTwice || !isAllow) {
      if (isAllow) tell(arn, note);
      else note(reasonFor(arn), DENIED_TOO);
      return [arn, below];
    }
    if (!arn.startsWith('arn:aws:s3')) {
      note(reasonFor(arn), 'the table alone is taken: access to its indexes that AWS allows is denied here');
      return [arn];
    }
    const mayBeObjects = written.some((action) => action.includes('*') || OF_OBJECTS.test(action));
    if (!mayBeObjects) return [arn];
    tell(arn, note);
    return [below];
  });
  return [...known, ...guessed];
}

const DENIED_TOO = 'it and everything below it are taken: access may be denied here that AWS allows';

function reasonFor(arn: string): string {
  return `the plan does not tell what follows ${arn} in the resources of a statement`;
}

function tell(arn: string, note: Note): void {
  note(reasonFor(arn), 'everything below it is taken: access may be allowed here that AWS denies');
}
