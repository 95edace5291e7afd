import { z } from 'zod';
import { document, name } from './document-names.ts';

const policies = z.record(name, document).default({});

/** What stands on one level, beside the policies that AWS attaches by itself. */
const controls = {
  serviceControlPolicies: policies,
  resourceControlPolicies: policies,
  /** False where FullAWSAccess is detached. */
  fullAwsAccess: z.boolean().default(true),
};

const account = z.strictObject(controls).prefault({});

type AccountDocument = z.output<typeof account>;

/** A unit as written, with the accounts and units in it. */
export interface UnitDocument extends AccountDocument {
  readonly id: string;
  readonly accounts: Readonly<Record<string, AccountDocument>>;
  readonly units: Readonly<Record<string, UnitDocument>>;
}

const unit: z.ZodType<UnitDocument> = z.lazy(() =>
  z.strictObject({
    ...controls,
    id: z.string().regex(/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/, 'the id of a unit, e.g. ou-ab12-11111111'),
    accounts: z.record(name, account).default({}),
    units: z.record(name, unit).default({}),
  }),
);

/** The organisation of a scenario: whose accounts belong to it is said by naming them. */
export const organizationSchema = z.strictObject({
  ...controls,
  id: z.string().regex(/^o-[a-z0-9]{10,32}$/, 'the id of an organization, e.g. o-exampleorgid'),
  root: z.string().regex(/^r-[0-9a-z]{4,32}$/, 'the id of a root, e.g. r-ab12'),
  /** The account that control policies never bind. */
  managementAccount: name,
  accounts: z.record(name, account).default({}),
  units: z.record(name, unit).default({}),
});

/** An organisation as written. */
export type OrganizationDocument = z.output<typeof organizationSchema>;

/** What accounts and units are in: the organisation's root, or a unit. */
type Holder = Omit<UnitDocument, 'id'>;

/** The accounts that an organisation names, with where it names them. */
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

/** The control policies that an organisation names, by kind. */
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
