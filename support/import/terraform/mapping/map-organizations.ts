import type { ImportedControlPolicy } from '../../world/imported-world.ts';
import { unknownControlPolicy } from '../../world/stand-in-policies.ts';
import {
  hasPolicyAt,
  nameAt,
  ownedBy,
  policyAt,
  type TerraformMapper,
  type TerraformResource,
} from './terraform-resource.ts';

const KINDS: Readonly<Record<string, 'scp' | 'rcp'>> = {
  SERVICE_CONTROL_POLICY: 'scp',
  RESOURCE_CONTROL_POLICY: 'rcp',
};

/** A control policy without its targets, which attachments name. */
export interface UnattachedPolicy extends Omit<ImportedControlPolicy, 'targets' | 'text'> {
  readonly id: string;
  /** Undefined if no statement of it is left: it denies nothing. */
  readonly text: string | undefined;
}

/** The control policies and attachments of a configuration, which stand apart. */
export interface ControlPolicies {
  readonly policies: UnattachedPolicy[];
  readonly attachments: {
    readonly policy: string;
    readonly target: string;
    readonly resource: TerraformResource;
  }[];
}

/** The types of AWS Organizations, which collect into `controls`. */
export function organizationTypes(controls: ControlPolicies): Readonly<Record<string, TerraformMapper>> {
  return {
    aws_organizations_policy: (resource) => {
      const { reader } = resource;
      const kind = KINDS[reader.text('type') ?? 'SERVICE_CONTROL_POLICY'];
      const id = nameAt(resource, 'id');
      const name = reader.text('name') ?? resource.origin.id;
      reader.ignore('arn', 'description', 'skip_destroy', 'tags', 'tags_all');
      if (kind === undefined) return reader.ignoreRest();
      const text = policyAt(resource, 'content', unknownControlPolicy(kind));
      if (id !== undefined && (text !== undefined || hasPolicyAt(resource, 'content')))
        controls.policies.push({ ...ownedBy(resource), kind, name, text, id });
    },
    aws_organizations_policy_attachment: (resource) => {
      const { reader } = resource;
      reader.ignore('id', 'skip_destroy');
      const missing = 'the policy is not attached there: what it denies is allowed here';
      const policy = reader.text('policy_id', missing);
      const target = reader.text('target_id', missing);
      if (policy !== undefined && target !== undefined)
        controls.attachments.push({ policy, target, resource });
    },
    aws_organizations_organization: (resource) => {
      const { reader, builder, account } = resource;
      const id = resource.attribute('id');
      const [root] = reader.each('roots').map((one) => one.text('id'));
      reader.ignoreRest();
      builder.organization = {
        managementAccount: account,
        ...(typeof id === 'string' && { id }),
        ...(root !== undefined && { root }),
      };
    },
    aws_organizations_organizational_unit: (resource) => {
      const { reader, builder } = resource;
      const id = nameAt(resource, 'id');
      const name = reader.text('name') ?? resource.origin.id;
      const parent = reader.text('parent_id', 'the unit is below the root here') ?? 'r-kh00';
      reader.ignoreRest();
      if (id !== undefined) builder.units.push({ ...ownedBy(resource), id, name, parent });
    },
    aws_organizations_account: (resource) => {
      const { reader, builder } = resource;
      const id = resource.attribute('id');
      const parent = reader.text('parent_id', 'the account is below the root here');
      reader.ignoreRest();
      if (typeof id === 'string' && parent !== undefined) builder.parents[id] = parent;
    },
  };
}

/** Adds control policies with their attachments to the builder. */
export function attachControls({ policies, attachments }: ControlPolicies): void {
  for (const { policy, target, resource } of attachments) {
    const found = policies.find(({ id }) => id === policy);
    if (found === undefined)
      resource.reader.note(
        'policy_id',
        `${policy} is in none of the sources`,
        'what it denies is allowed here',
      );
    else if (found.text !== undefined)
      resource.builder.controlPolicies.push({ ...found, text: found.text, targets: [target] });
  }
}
