import { dirname } from 'node:path';
import { PropertyReader } from '../world/property-reader.ts';
import type { WorldBuilder } from '../world/world-builder.ts';
import { isIrrelevantType } from './irrelevant-types.ts';
import { bucketTypes } from './mapping/map-buckets.ts';
import { endpointTypes } from './mapping/map-endpoints.ts';
import { iamTypes } from './mapping/map-iam.ts';
import { keyTypes } from './mapping/map-keys.ts';
import { attachControls, type ControlPolicies, organizationTypes } from './mapping/map-organizations.ts';
import { tableAndSecretTypes } from './mapping/map-tables-and-secrets.ts';
import { accountsOfInstances, refuseUnknownParts, type TerraformAccount } from './provider-accounts.ts';
import { type Instance, readTerraform, type TerraformFile } from './read-terraform.ts';
import { Resolver } from './resolver.ts';
import { changedSincePlan } from './source/changed-since-plan.ts';
import { SourceFolder } from './source/source-folder.ts';

/** A plan or a state, and the accounts that it is about. */
export interface TerraformSource {
  readonly path: string;
  /** The path of the file in messages. */
  readonly file: string;
  readonly accounts: readonly TerraformAccount[];
  readonly region: string;
  /** The folder of the configuration; that of the file if it is left out. */
  readonly source?: string | undefined;
  /** A path as messages show it. */
  readonly shown: (path: string) => string;
}

/**
 * Adds what a plan or a state describes to a world. Throws SpecError for a file that is neither, and for a resource whose account cannot be
 * told.
 */
export function importTerraform(
  { path, file, accounts, region, source, shown }: TerraformSource,
  builder: WorldBuilder,
): void {
  const terraform = readTerraform(path, file);
  const providerOf = (instance: Instance) => resolver.configurationOf(instance)?.provider;
  const accountOf = accountsOfInstances(terraform, accounts, providerOf);
  const resolver = new Resolver(terraform, {
    region,
    accountOf: (instance) => accountOf(instance).id,
    note: ({ address }, reason, consequence) => builder.gaps.add({ file, id: address }, reason, consequence),
    source: terraform.kind === 'plan' ? sourceFolder(source ?? dirname(path), shown, builder) : undefined,
  });
  refuseUnknownParts(terraform, accounts, providerOf);
  noteElsewhere(terraform, region, { gaps: builder.gaps, providerOf });
  noteMissing(terraform, builder);
  const controls: ControlPolicies = { policies: [], attachments: [] };
  const types = {
    ...iamTypes,
    ...bucketTypes,
    ...keyTypes,
    ...{ ...tableAndSecretTypes, ...endpointTypes },
    ...organizationTypes(controls),
  };
  for (const instance of terraform.instances) {
    if (instance.mode === 'data') continue;
    const map = Object.hasOwn(types, instance.type) ? types[instance.type] : undefined;
    const origin = { file, id: instance.address };
    if (map === undefined) {
      if (isIrrelevantType(instance.type)) builder.ignore(instance.type);
      else builder.gaps.add(origin, `keyhole does not know the type ${instance.type}`, LEFT_OUT);
      continue;
    }
    const reader = new PropertyReader(resolver.values(instance), {
      place: origin,
      gaps: builder.gaps,
      policies: builder.policyPlaces,
      isUnset,
    });
    const attribute = (name: string) => resolver.attribute(instance, name);
    const about = {
      type: instance.type,
      account: accountOf(instance).name,
      accountId: accountOf(instance).id,
      region: regionOf(instance, terraform.providers[providerOf(instance) ?? '']),
      scenarioRegion: region,
      origin,
      isReal: !isNew(instance),
    };
    map({ ...about, reader, builder, attribute });
    reader.finish();
  }
  attachControls(controls);
  if (terraform.configuration !== undefined) noteChanges(terraform, source ?? dirname(path), builder);
}

/** Lists what a plan leaves out: resources that it puts off, and all that was not its target. */
function noteMissing({ file, isComplete, deferred }: TerraformFile, { gaps }: WorldBuilder): void {
  for (const { address, type, mode, cause } of deferred)
    if (mode !== 'data' && !isIrrelevantType(type))
      gaps.add({ file, id: address }, `the plan puts it off (${cause})`, LEFT_OUT);
  // A plan that puts something off may also have a target: it does not tell.
  if (!isComplete)
    gaps.add(
      { file, id: 'plan' },
      'it is not a plan of the whole configuration, as with -target',
      'what it leaves out is missing here: plan without -target',
    );
}

/** The Region of an instance: its own, that of its ARN, or that of its provider. */
function regionOf({ values }: Instance, provider: unknown): string | undefined {
  const { region, arn } = Object(values);
  if (typeof region === 'string' && region !== '') return region;
  const [, ofArn] = /^arn:aws:[a-z0-9-]+:([a-z0-9-]+):/.exec(String(arn)) ?? [];
  return ofArn ?? writtenRegion(provider);
}

/** The Region that the configuration writes for a provider; undefined if it tells none, or tells it by a variable. */
function writtenRegion(provider: unknown): string | undefined {
  const { constant_value: written } = Object(Object(provider).region);
  return typeof written === 'string' ? written : undefined;
}

/**
 * Lists providers of another Region than the scenario's. A state tells no providers: the first resource of each other Region is
 * listed. A replica of a key is always elsewhere.
 */
function noteElsewhere(
  terraform: TerraformFile,
  own: string,
  { gaps, providerOf }: Pick<WorldBuilder, 'gaps'> & { readonly providerOf: ProviderOf },
): void {
  const { file, instances, providers } = terraform;
  noteRegions(terraform, own, gaps);
  const told = new Set([own]);
  for (const instance of instances) {
    const { mode, type, address } = instance;
    if (mode === 'data' || type === 'aws_kms_replica_key' || isIrrelevantType(type)) continue;
    const provider = providers[providerOf(instance) ?? ''];
    const region = regionOf(instance, provider);
    if (region === undefined || told.has(region) || region === writtenRegion(provider)) continue;
    told.add(region);
    gaps.add(
      { file, id: address },
      `it is in ${region}, and a scenario has one region`,
      `what is there is in ${own} here: give --region ${region} if all are there`,
    );
  }
}

type ProviderOf = (instance: Instance) => string | undefined;

/** Lists what was changed in the configuration after it was planned. */
function noteChanges({ file, configuration }: TerraformFile, folder: string, { gaps }: WorldBuilder): void {
  if (configuration === undefined || !SourceFolder.isAt(folder)) return;
  for (const { id, reason } of changedSincePlan(configuration, folder))
    gaps.add({ file, id }, reason, 'the plan is taken as it is: plan again');
}

/** The configuration in a folder; undefined if there is none. A file of it that cannot be read is listed. */
function sourceFolder(
  folder: string,
  shown: TerraformSource['shown'],
  { gaps }: WorldBuilder,
): SourceFolder | undefined {
  if (!SourceFolder.isAt(folder)) return undefined;
  return new SourceFolder(folder, ({ path, line, what }) =>
    gaps.add(
      { file: shown(path), line, id: shown(path) },
      `keyhole cannot read it: ${what}`,
      'what it says of values that are known after apply is left aside',
    ),
  );
}

const LEFT_OUT = 'the resource is left out: what it allows and denies is missing here';

/** Terraform writes every attribute of a type: one that is off or empty is not set. */
function isUnset(value: unknown): boolean {
  if (value === false || value === '' || value === 0) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** True for what a plan creates: AWS has not chosen its ids. */
function isNew({ unknown }: Instance): boolean {
  return Object(unknown).id === true;
}

/** Lists providers of another region than the scenario's. */
function noteRegions({ file, providers }: TerraformFile, own: string, gaps: WorldBuilder['gaps']): void {
  for (const [key, { region }] of Object.entries(providers)) {
    const { constant_value: written } = Object(region);
    if (typeof written !== 'string' || written === own || !/^aws|:aws/.test(key)) continue;
    const reason = `the provider is for ${written}, and a scenario has one region`;
    gaps.add(
      { file, id: `provider ${key}` },
      reason,
      `its resources are in ${own} here: give --region ${written} if all are there`,
    );
  }
}
