import { policyText } from '../../world/policy-text.ts';
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
  const denying = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        ...(kind === 'rcp' && { Principal: '*' }),
        Action: kind === 'rcp' ? 's3:*' : '*',
        Resource: '*',
      },
    ],
  });
  if (text === '') return;
  builder.controlPolicies.push({ ...ownedBy(resource), kind, name, text: text ?? denying, targets });
};

/** The types of AWS Organizations. */
export const organizationTypes: Readonly<Record<string, Mapper>> = {
  'AWS::Organizations::Policy': controlPolicy,
};
