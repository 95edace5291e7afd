import { ACTIONS } from '../../../aws/actions/action-catalogue.ts';
import { factsOf } from '../../../aws/services.ts';
import type { Fault } from '../document-rule.ts';
import { namedIn, type stringsOf } from './statement-faults.ts';

/** The service of IAM's resources, as ARNs name it. */
const IAM = ACTIONS.iam.resourceTypes[0]?.arn.split(':')[2];

type Statement = Parameters<typeof stringsOf>[0];

/** A Resource that is neither `*` nor begins as an ARN does. */
export function resourceWithoutColon(statement: Statement): Fault | undefined {
  return resourceFault(statement, (resource) => !resource.includes(':'));
}

const PARTITIONS = [
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
];

/** An ARN of a partition that does not exist; IAM writes the ARN out with its missing parts as `*`. */
export function unknownPartition(statement: Statement): Fault | undefined {
  for (const { text, path } of namedIn(statement, 'Resource')) {
    if (text === '*' || !text.includes(':')) continue;
    const [, partition = '', ...rest] = text.split(':');
    if (isPartition(partition)) continue;
    const [service = '', region = '*', account = '*', ...resource] = rest;
    const parts = [
      rest.length < 2 ? service || '*' : service,
      region,
      account,
      resource.length === 0 ? '*' : resource.join(':'),
    ];
    const quoted = `"${partition}" is not valid for resource "arn:${partition}:${parts.join(':')}"`;
    return { path, reason: `"${text}" has no partition that exists`, quoted };
  }
  return undefined;
}

/** An ARN without a service, or with a pattern for it. */
export function resourceWithoutVendor(statement: Statement): Fault | undefined {
  return resourceFault(statement, (resource) => {
    const parts = resource.split(':');
    return parts.length < 3 || /[*?]/.test(parts[2] ?? '');
  });
}

/** An ARN of a known partition that neither has all of its parts nor ends where IAM completes it. */
export function brokenArn(statement: Statement): Fault | undefined {
  return resourceFault(statement, (resource) => {
    const parts = resource.split(':');
    if (!isPartition(parts[1] ?? '')) return false;
    return (parts.length < 6 && resource.includes('::')) || (parts.length > 2 && parts[2] === '');
  });
}

/** An ARN of IAM with a region. */
export function iamRegion(statement: Statement): Fault | undefined {
  return resourceFault(statement, (resource) => {
    const [, , service, region = ''] = resource.split(':');
    return service === IAM && isSet(region);
  });
}

/** The beginnings of S3's resources that have a region: `accesspoint/`. */
const REGIONAL_S3 = ACTIONS.s3.resourceTypes.flatMap(({ arn }) => {
  const [, , , region = '', , resource = ''] = arn.split(':');
  return region === '' ? [] : [resource.replace(/\/.*$/, '/')];
});

/** An ARN of a bucket or object with a region. */
export function s3Region(statement: Statement): Fault | undefined {
  return resourceFault(statement, (resource) => {
    const [, , service, region = '', , path = ''] = resource.split(':');
    if (!factsOf(service ?? '').sharesNames || !isSet(region)) return false;
    return !/^[^/]*[*?$]/.test(path) && !REGIONAL_S3.some((start) => path.startsWith(start));
  });
}

const IAM_PATHS = [
  ...ACTIONS.iam.resourceTypes.map(({ arn }) => (arn.split(':')[5] ?? '').replace(/\/.*$/, '/')),
  'report/',
  'contextProvider/',
];

/** An ARN of IAM for nothing that IAM has; one that begins with a pattern is taken. */
export function iamPath(statement: Statement): Fault | undefined {
  return resourceFault(statement, (resource) => {
    const [, , service, , , ...rest] = resource.split(':');
    const path = rest.join(':');
    if (service !== IAM || rest.length === 0 || /^[^/]*[*?$]/.test(path)) return false;
    return !IAM_PATHS.some((start) => path.startsWith(start));
  });
}

function isPartition(partition: string): boolean {
  return partition === '*' || PARTITIONS.includes(partition);
}

function isSet(part: string): boolean {
  return part !== '' && !/[*?$]/.test(part);
}

/** The first resource for which something holds, but `*`. */
export function resourceFault(
  statement: Statement,
  isWrong: (resource: string) => boolean,
): Fault | undefined {
  for (const { text, path } of namedIn(statement, 'Resource')) {
    if (text === '*' || !isWrong(text)) continue;
    return { path, reason: `"${text}" is not a resource that a policy can name`, quoted: text };
  }
  return undefined;
}
