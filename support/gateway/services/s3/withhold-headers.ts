import { objectArn } from '../../../authorization/permissions/s3-resources.ts';
import type { Input } from '../../../aws/operations.ts';
import type { HttpResponse } from '../../../wire/http.ts';
import type { Deciding } from '../../desk/deciding.ts';
import type { AllowedCall } from '../../desk/service-desk.ts';
import type { Check } from '../../plan/check.ts';

/** The headers of GetObject and HeadObject that need a permission of their own. */
const HEADERS = [
  { header: 'x-amz-object-lock-mode', action: 's3:GetObjectRetention' },
  { header: 'x-amz-object-lock-retain-until-date', action: 's3:GetObjectRetention' },
  { header: 'x-amz-object-lock-legal-hold', action: 's3:GetObjectLegalHold' },
  { header: 'x-amz-tagging-count', action: 's3:GetObjectTagging', ofVersion: 's3:GetObjectVersionTagging' },
] as const;

type Header = (typeof HEADERS)[number];

/**
 * Takes headers from the answer for a caller without their permissions: those about a lock, and the number of tags. A permission
 * that cannot be decided counts as missing.
 *
 * Source: Amazon S3 API reference, GetObject and HeadObject.
 */
export function withholdHeaders(
  answer: HttpResponse,
  call: AllowedCall<'s3'>,
  deciding: Deciding,
): Promise<HttpResponse> | undefined {
  if (call.operation !== 'GetObject' && call.operation !== 'HeadObject') return undefined;
  const names = Object.keys(answer.headers).map((name) => name.toLowerCase());
  const present = HEADERS.filter(({ header }) => names.includes(header));
  return present.length === 0 ? undefined : without(answer, present, { call, deciding });
}

async function without(
  answer: HttpResponse,
  present: readonly Header[],
  { call, deciding }: { readonly call: AllowedCall<'s3'>; readonly deciding: Deciding },
): Promise<HttpResponse> {
  const withheld = new Set<string>();
  for (const needed of present) {
    const { error } = await deciding.decide(checksOf(needed, call));
    if (error !== undefined) withheld.add(needed.header);
  }
  const kept = Object.entries(answer.headers).filter(([name]) => !withheld.has(name.toLowerCase()));
  return { ...answer, headers: Object.fromEntries(kept) };
}

/**
 * The checks of another action on the object that was read: their accounts and contexts are those of the read. Through an access
 * point, there are two.
 */
function checksOf(needed: Header, { checks, input }: AllowedCall<'s3'>): readonly Check[] {
  const object = input as Input<'s3', 'GetObject'>;
  const isVersion = object.VersionId !== undefined && 'ofVersion' in needed;
  const action = isVersion ? needed.ofVersion : needed.action;
  const ofObject = objectArn(object);
  const read = checks.find((check) => check.kind === 'permission' && check.permission.resource === ofObject);
  if (read?.kind !== 'permission') throw new TypeError(`no permission on ${ofObject} was asked for`);
  return checks.flatMap((check) =>
    check.kind === 'permission' && check.permission.action === read.permission.action
      ? [{ ...check, permission: { ...check.permission, action } }]
      : [],
  );
}
