import { isAwsPolicy } from '../../scenario/document/identity-schema.ts';
import type { OrganizationDocument } from '../../scenario/document/organization-schema.ts';
import type { PolicyInForce } from './recorded-scenario.ts';

/** A user, role or group of a scenario, with the documents of its policies. */
interface PolicyHolder {
  readonly policies: Readonly<Record<string, string>>;
  readonly managedPolicies: Readonly<Record<string, string>>;
  readonly boundary?: string | undefined;
  readonly trust?: string;
  readonly assumedBy?: { readonly sessionPolicies: readonly string[] };
}

/** The path of a document, relative to the folder of the run. */
type FileOf = (path: string) => string;

/** The policies of a user, role or group, its own first. */
export function policiesOf(holder: PolicyHolder, fileOf: FileOf): readonly PolicyInForce[] {
  const { policies, managedPolicies, boundary, trust, assumedBy } = holder;
  const placed = (kind: PolicyInForce['kind'], name: string, path: string): PolicyInForce =>
    isAwsPolicy(path) ? { name, kind, arn: path } : { name, kind, file: fileOf(path) };
  return [
    ...Object.entries(policies).map(([name, path]) => placed('inline', name, path)),
    ...Object.entries(managedPolicies).map(([name, path]) => placed('managed', name, path)),
    ...(boundary === undefined ? [] : [placed('boundary', 'permissions boundary', boundary)]),
    ...(assumedBy?.sessionPolicies ?? []).map((path) => placed('session', 'session policy', path)),
    ...(trust === undefined ? [] : [placed('trust', 'trust policy', trust)]),
  ];
}

type Level = Pick<
  OrganizationDocument,
  'serviceControlPolicies' | 'resourceControlPolicies' | 'accounts' | 'units'
>;

/** The control policies of an organization, level by level. */
export function controlPoliciesInForce(level: Level, fileOf: FileOf): readonly PolicyInForce[] {
  return [
    ...ownControls(level, fileOf),
    ...Object.values(level.accounts).flatMap((account) => ownControls(account, fileOf)),
    ...Object.values(level.units).flatMap((unit) => controlPoliciesInForce(unit, fileOf)),
  ];
}

function ownControls(
  {
    serviceControlPolicies,
    resourceControlPolicies,
  }: Pick<Level, 'serviceControlPolicies' | 'resourceControlPolicies'>,
  fileOf: FileOf,
): readonly PolicyInForce[] {
  return [
    ...Object.entries(serviceControlPolicies).map(([name, path]) => ({
      name,
      kind: 'scp' as const,
      file: fileOf(path),
    })),
    ...Object.entries(resourceControlPolicies).map(([name, path]) => ({
      name,
      kind: 'rcp' as const,
      file: fileOf(path),
    })),
  ];
}
