/** Keys of requests that a service sends for itself, about the resource that it acts for, in lower case. */
const OF_SERVICES: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
]);

/** True for a condition key, in lower case, that only requests of services have. */
export function isOfServices(key: string): boolean {
  return OF_SERVICES.has(key);
}
