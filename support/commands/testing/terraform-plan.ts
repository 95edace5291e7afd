/** For tests: a resource of a Terraform plan. */
export interface PlannedResource {
  readonly type: string;
  /** `data` for a data source, which is read while the plan is applied. */
  readonly mode?: 'data';
  readonly values: Readonly<Record<string, unknown>>;
  /** Its values that are known after apply: true in the place of each. All are known if it is left out. */
  readonly unknown?: Readonly<Record<string, unknown>>;
  /** Its attributes that refer to another resource, by the addresses that they name. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
}

/** For tests: the JSON of a plan that creates resources in one Region, each with its name among those of its type. */
export function terraformPlan(resources: Readonly<Record<string, PlannedResource>>): string {
  const planned = Object.entries(resources).map(([name, resource]) => planOf(name, resource));
  const provider = { name: 'aws', expressions: { region: { constant_value: 'eu-west-1' } } };
  return JSON.stringify({
    ...{ format_version: '1.2', terraform_version: '1.10.0' },
    planned_values: { root_module: { resources: planned.map(({ planned: own }) => own) } },
    resource_changes: planned.map(
      ({ planned: { values, sensitive_values: _, schema_version: __, ...own }, unknown }) => ({
        ...own,
        change: {
          ...{ actions: [own.mode === 'data' ? 'read' : 'create'] },
          ...{ before: null, after: values, after_unknown: unknown },
        },
      }),
    ),
    configuration: {
      provider_config: { aws: provider },
      root_module: { resources: planned.map(({ configured }) => configured) },
    },
  });
}

/** A resource as a plan has it, and as its configuration does. */
function planOf(name: string, { type, mode, values, references = {}, unknown = {} }: PlannedResource) {
  const address = mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
  const own = { address, mode: mode ?? 'managed', type, name };
  const constants = Object.entries(values).map(([key, constant_value]) => [key, { constant_value }]);
  const referring = Object.entries(references).map(([key, to]) => [key, { references: to }]);
  return {
    unknown,
    planned: {
      ...{ ...own, schema_version: 0 },
      ...{ provider_name: 'registry.terraform.io/hashicorp/aws', values, sensitive_values: {} },
    },
    configured: {
      ...{ ...own, provider_config_key: 'aws' },
      expressions: { ...Object.fromEntries(constants), ...Object.fromEntries(referring) },
      schema_version: 0,
    },
  };
}
