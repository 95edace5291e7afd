/** For tests: a resource of a Terraform plan whose values are all known. */
export interface PlannedResource {
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Its attributes that refer to another resource, by the addresses that they name. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
}

/** For tests: the JSON of a plan that creates resources in one Region, each with its name among those of its type. */
export function terraformPlan(resources: Readonly<Record<string, PlannedResource>>): string {
  const planned = Object.entries(resources).map(([name, { type, values, references = {} }]) => ({
    planned: {
      ...{ address: `${type}.${name}`, mode: 'managed', type, name, schema_version: 0 },
      ...{ provider_name: 'registry.terraform.io/hashicorp/aws', values, sensitive_values: {} },
    },
    configured: {
      ...{ address: `${type}.${name}`, mode: 'managed', type, name, provider_config_key: 'aws' },
      expressions: {
        ...Object.fromEntries(
          Object.entries(values).map(([key, constant_value]) => [key, { constant_value }]),
        ),
        ...Object.fromEntries(Object.entries(references).map(([key, to]) => [key, { references: to }])),
      },
      schema_version: 0,
    },
  }));
  const provider = { name: 'aws', expressions: { region: { constant_value: 'eu-west-1' } } };
  return JSON.stringify({
    ...{ format_version: '1.2', terraform_version: '1.10.0' },
    planned_values: { root_module: { resources: planned.map(({ planned: own }) => own) } },
    resource_changes: planned.map(
      ({ planned: { values, sensitive_values: _, schema_version: __, ...own } }) => ({
        ...own,
        change: { actions: ['create'], before: null, after: values, after_unknown: {} },
      }),
    ),
    configuration: {
      provider_config: { aws: provider },
      root_module: { resources: planned.map(({ configured }) => configured) },
    },
  });
}
