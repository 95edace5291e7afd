import type { Fault } from '../../documents/document-rule.ts';
import { isObject, type WrittenStatement } from '../../documents/written-policy.ts';

/** The fault of a Sid that has other characters than letters and digits. Source: IAM user guide, "IAM JSON policy elements: Sid". */
export function invalidSid({ value, path }: WrittenStatement): Fault | undefined {
  const sid = isObject(value) ? value.Sid : undefined;
  if (typeof sid !== 'string' || /^[A-Za-z0-9]*$/.test(sid)) return undefined;
  return { path: `${path}.Sid`, reason: `"${sid}" has other characters than letters and digits` };
}
