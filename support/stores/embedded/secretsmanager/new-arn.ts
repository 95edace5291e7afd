import { randomBytes } from '../shared/random-bytes.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The ARN of a new secret. It ends with six random characters: a namesake created later is another secret. */
export function newArn(
  name: string,
  { account, region }: { readonly account: string; readonly region: string },
): string {
  const suffix = Array.from(randomBytes(6), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${suffix}`;
}
