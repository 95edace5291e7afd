import { policyText } from '../../world/policy-text.ts';
import { unknownControlPolicy } from '../../world/stand-in-policies.ts';
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

/** The types of AWS Organizations. */
export const organizationTypes: Readonly<Record<string, Mapper>> = {
  'AWS::Organizations::Policy': controlPolicy,
};
