import { invalidInput } from '../../../../aws/iam-errors.ts';

/** The ARN of a user, group or role, in its parts. */
export interface EntityArn {
  readonly arn: string;
  readonly account: string;
  readonly kind: 'user' | 'group' | 'role';
  /** Without its path. */
  readonly name: string;
}

const ENTITY = /^arn:aws:iam::(\d{12}):(user|group|role)\/(?:[!-~]*\/)?([\w+=,.@-]{1,128})$/;

/**
 * Reads the ARN of a user, group or role. Throws InvalidInput.
 *
 * Undocumented: AWS does not state the text of this error.
 */
export function entityArn(member: string, arn: string): EntityArn {
  const [, account, kind, name] = ENTITY.exec(arn) ?? [];
  if (account === undefined || kind === undefined || name === undefined)
    throw invalidInput(`${member} ${arn} is not valid: it must be the ARN of a user, group or role.`);
  return { arn, account, kind: kind as EntityArn['kind'], name };
}
