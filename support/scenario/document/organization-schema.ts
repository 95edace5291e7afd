import * as z from 'zod';
import { document, name } from './document-names.ts';

const policies = z.record(name, document).default({});

/** The control policies of one level, besides those that AWS attaches itself. */
const controls = {
  serviceControlPolicies: policies,
  resourceControlPolicies: policies,
  /** False if FullAWSAccess is detached. */
  fullAwsAccess: z.boolean().default(true),
};

const account = z.strictObject(controls).prefault({});

type AccountDocument = z.output<typeof account>;

/** An organizational unit as written, with its accounts and units. */
export interface UnitDocument extends AccountDocument {
  readonly id: string;
  readonly accounts: Readonly<Record<string, AccountDocument>>;
  readonly units: Readonly<Record<string, UnitDocument>>;
}

const unit: z.ZodType<UnitDocument> = z.lazy(() =>
  z.strictObject({
    ...controls,
    id: z
      .string()
      .regex(/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/, 'must be the id of a unit, e.g. ou-ab12-11111111'),
    accounts: z.record(name, account).default({}),
    units: z.record(name, unit).default({}),
  }),
);

/** The organization of a scenario. The accounts that it names belong to it. */
export const organizationSchema = z.strictObject({
  ...controls,
  id: z.string().regex(/^o-[a-z0-9]{10,32}$/, 'must be the id of an organization, e.g. o-exampleorgid'),
  root: z.string().regex(/^r-[0-9a-z]{4,32}$/, 'must be the id of a root, e.g. r-ab12'),
  /** The account that control policies never bind. */
  managementAccount: name,
  accounts: z.record(name, account).default({}),
  units: z.record(name, unit).default({}),
});

/** An organization as written. */
export type OrganizationDocument = z.output<typeof organizationSchema>;

/** The parent of accounts and units: the organization's root, or a unit. */
type Holder = Omit<UnitDocument, 'id'>;

/** The accounts that an organization names, with the path of each name. */
export function accountsNamed({ managementAccount, ...root }: OrganizationDocument): readonly PlacedName[] {
  return [
    { name: managementAccount, path: ['organization', 'managementAccount'] },
    ...within(root, ['organization']),
  ];
}

/** A name and the path to it in scenario.yaml. */
export interface PlacedName {
  readonly name: string;
  readonly path: readonly string[];
}

function within({ accounts, units }: Holder, path: readonly string[]): readonly PlacedName[] {
  return [
    ...Object.keys(accounts).map((name) => ({ name, path: [...path, 'accounts', name] })),
    ...Object.entries(units).flatMap(([name, below]) => within(below, [...path, 'units', name])),
  ];
}

/** The control policies that an organization names, by kind. */
export function controlPoliciesNamed(organization: Holder): {
  readonly scp: readonly string[];
  readonly rcp: readonly string[];
} {
  const levels = levelsOf(organization);
  return {
    scp: levels.flatMap(({ serviceControlPolicies }) => Object.values(serviceControlPolicies)),
    rcp: levels.flatMap(({ resourceControlPolicies }) => Object.values(resourceControlPolicies)),
  };
}

function levelsOf(holder: Holder): readonly AccountDocument[] {
  return [holder, ...Object.values(holder.accounts), ...Object.values(holder.units).flatMap(levelsOf)];
}
