// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written so
import fc from 'fast-check';
import type { Principal } from '../../../aws/principal.ts';
import { accountOf } from '../../../aws/principal.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { BUCKET, KEY, OBJECT, ROLE } from '../cases/actors.ts';
import type { Subject } from './subjects.ts';
import type { Json } from './trial.ts';

const anyOf = fc.constantFrom;

/** The request that statements are generated for, so that each element usually matches. */
export interface Request {
  readonly principal: Principal;
  readonly subject: Subject;
}

/** Draws the first `weight` times as often as the second. */
export const mostly = <T>(likely: fc.Arbitrary<T>, unlikely: fc.Arbitrary<T>, weight = 5): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: likely, weight }, { arbitrary: unlikely, weight: 1 });

/** Action or NotAction. */
export function actionElement({ subject: { action } }: Request, onlySts: boolean): fc.Arbitrary<Json> {
  const [service = '', name = ''] = action.split(':');
  const other = onlySts ? 'sts:TagSession' : 's3:GetBucketTagging';
  const matching: unknown[] = [
    action,
    `${service}:*`,
    [other, action],
    `${service}:${name.slice(0, 4)}*`,
    `${service}:?${name.slice(1)}`,
    action.toLowerCase(),
    `${service}:*${name.slice(3)}`,
  ];
  if (!onlySts) matching.push('*', '*');
  const missing: unknown[] = [other, [other, `${service}:Zz*`], `${action}X`, `${service}:?${name}`];
  const excepted: unknown[] = [action, `${service}:*`, [other, action]];
  return fc.oneof(
    { arbitrary: anyOf(...matching).map((Action) => ({ Action })), weight: 16 },
    { arbitrary: anyOf(...missing).map((Action) => ({ Action })), weight: 3 },
    { arbitrary: anyOf(...missing).map((NotAction) => ({ NotAction })), weight: 2 },
    { arbitrary: anyOf(...excepted).map((NotAction) => ({ NotAction })), weight: 1 },
  );
}

/** Resource or NotResource. */
export function resourceElement({ subject: { resource } }: Request): fc.Arbitrary<Json> {
  const stem = resource === '*' ? OBJECT : resource.slice(0, -3);
  const matching: unknown[] = ['*', '*', resource, [OBJECT, BUCKET, KEY, ROLE, resource], `${stem}*`];
  if (resource !== '*') matching.push(`${stem}???`, resource.replace(/[^:/]*$/, '*'));
  const missing: unknown[] = [
    'arn:aws:s3:::else/*',
    `${resource === '*' ? KEY : resource}x`,
    [`${stem}?`, BUCKET.slice(0, -1)],
    'arn:aws:s3:::reports/${aws:PrincipalTag/team}/*',
  ];
  return fc.oneof(
    { arbitrary: anyOf(...matching).map((Resource) => ({ Resource })), weight: 16 },
    { arbitrary: anyOf(...missing).map((Resource) => ({ Resource })), weight: 3 },
    { arbitrary: anyOf(...missing).map((NotResource) => ({ NotResource })), weight: 2 },
    { arbitrary: anyOf(...matching).map((NotResource) => ({ NotResource })), weight: 1 },
  );
}

/** Principal. */
export function principalElement({ principal }: Request): fc.Arbitrary<Json> {
  const matching: unknown[] = ['*', { AWS: '*' }];
  const ofPrincipal = accountOf(principal);
  if (principal.type === 'Service') matching.push({ Service: principal.service });
  if (ofPrincipal !== undefined) {
    matching.push(
      { AWS: ofPrincipal },
      { AWS: `arn:aws:iam::${ofPrincipal}:root` },
      { AWS: [account, otherAccount] },
    );
  }
  if (principal.type === 'User') matching.push({ AWS: principal.arn }, { AWS: [ofPrincipal, principal.arn] });
  if (principal.type === 'AssumedRole') {
    matching.push(
      { AWS: principal.roleArn },
      { AWS: principal.arn },
      { AWS: [principal.roleArn, principal.arn] },
      { AWS: [ofPrincipal, principal.roleArn] },
    );
  }
  const missing: unknown[] = [
    { Service: 'ec2.amazonaws.com' },
    { AWS: '333333333333' },
    { AWS: [`arn:aws:iam::${account}:user/carol`, `arn:aws:sts::${account}:assumed-role/reader/play`] },
    { AWS: `arn:aws:iam::${otherAccount}:role/app/reader` },
  ];
  return fc.oneof(
    { arbitrary: anyOf(...matching).map((Principal) => ({ Principal })), weight: 16 },
    { arbitrary: anyOf(...missing).map((Principal) => ({ Principal })), weight: 3 },
  );
}

/** NotPrincipal. */
export function notPrincipalElement({ principal }: Request): fc.Arbitrary<Json> {
  const carol = `arn:aws:iam::${account}:user/carol`;
  if (!('arn' in principal)) return fc.constant({ NotPrincipal: { AWS: carol } });
  const role = principal.type === 'AssumedRole' ? [principal.roleArn] : [];
  const chain = [principal.accountId, ...role, principal.arn];
  return anyOf([carol], [principal.arn], chain, [...chain, carol]).map((AWS) => ({ NotPrincipal: { AWS } }));
}
