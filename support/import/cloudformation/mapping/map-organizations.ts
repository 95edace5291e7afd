import { policyText } from '../../world/policy-text.ts';
import { STAND_IN_ORGANIZATION } from '../../world/stand-in-organization.ts';
import { unknownControlPolicy } from '../../world/stand-in-policies.ts';
import { memberId, unitId } from '../organization-values.ts';
import { type Mapper, ownedBy } from './mapped-resource.ts';

const KINDS: Readonly<Record<string, 'scp' | 'rcp'>> = {
  SERVICE_CONTROL_POLICY: 'scp',
  RESOURCE_CONTROL_POLICY: 'rcp',
};

const controlPolicy: Mapper = (resource) => {
  const { reader, builder } = resource;
  const type = reader.text('Type') ?? '';
  const kind = KINDS[type];
  const name = reader.text('Name') ?? resource.id;
  const missing = 'the policy is left out: what it denies is allowed here';
  const targets = reader.texts('TargetIds', missing);
  const content = reader.raw('Content');
  reader.ignore('Description', 'Tags');
  if (kind === undefined) return;
  const text = policyText(content, reader.placeOf('Content'), builder.gaps);
  if (text === '') return;
  builder.controlPolicies.push({
    ...ownedBy(resource),
    kind,
    name,
    text: text ?? unknownControlPolicy(kind),
    targets,
  });
};

/** The account of the stack manages the organization that the stack creates. */
const organization: Mapper = ({ reader, builder, stack }) => {
  const features = reader.text('FeatureSet') ?? 'ALL';
  if (features !== 'ALL')
    reader.note(
      'FeatureSet',
      `the organization has the features ${features} alone`,
      'control policies apply here as if it had all',
    );
  builder.organization = { ...STAND_IN_ORGANIZATION, managementAccount: stack.account };
};

const unit: Mapper = (resource) => {
  const { reader, builder } = resource;
  const name = reader.text('Name') ?? resource.id;
  const parent = reader.text('ParentId', 'the unit is below the root here') ?? STAND_IN_ORGANIZATION.root;
  reader.ignore('Tags');
  builder.units.push({ ...ownedBy(resource), id: unitId(resource), name, parent });
};

const member: Mapper = (resource) => {
  const { reader, builder } = resource;
  const below = 'the account is below the root here';
  const id = memberId(resource);
  const parents = reader.texts('ParentIds', below);
  const name = reader.text('AccountName') ?? resource.id;
  reader.ignore('Email', 'RoleName', 'Tags');
  const [parent] = parents;
  if (typeof id !== 'string')
    reader.note('AccountName', `no account that is given has the name ${name}`, 'the account is left out');
  else if (parent !== undefined) builder.parents[id] = parent;
};

/** The types of AWS Organizations. */
export const organizationTypes: Readonly<Record<string, Mapper>> = {
  'AWS::Organizations::Organization': organization,
  'AWS::Organizations::OrganizationalUnit': unit,
  'AWS::Organizations::Account': member,
  'AWS::Organizations::Policy': controlPolicy,
};
