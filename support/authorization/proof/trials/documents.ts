import fc from 'fast-check';
import { conditionElement } from './conditions.ts';
import {
  actionElement,
  mostly,
  notPrincipalElement,
  principalElement,
  type Request,
  resourceElement,
} from './elements.ts';
import { type Documents, type Json, resourceKind } from './trial.ts';

const anyOf = fc.constantFrom;

const NOTHING: fc.Arbitrary<Json> = fc.constant({});

/** The elements of a statement besides effect, action and condition. */
interface Style {
  readonly allows: number;
  readonly elements: readonly fc.Arbitrary<Json>[];
  readonly onlySts?: boolean;
}

function statement(request: Request, { allows, elements, onlySts = false }: Style): fc.Arbitrary<Json> {
  const effect = fc.integer({ min: 1, max: 100 }).map((n) => ({ Effect: n <= allows ? 'Allow' : 'Deny' }));
  return effect.chain((known) => {
    const condition =
      known.Effect === 'Deny'
        ? mostly(conditionElement(request.subject), NOTHING, 3)
        : mostly(NOTHING, conditionElement(request.subject), 2);
    return fc
      .tuple(actionElement(request, onlySts), condition, ...elements)
      .map((parts) => Object.assign({}, known, ...parts));
  });
}

function policy(request: Request, style: Style): fc.Arbitrary<Json> {
  return fc
    .tuple(
      fc.array(statement(request, style), { minLength: 1, maxLength: 3 }),
      anyOf('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
    )
    .map(([Statement, Version]) => ({ Version, Statement }));
}

const FULL: Json = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const FULL_FOR_EVERYBODY: Json = {
  ...FULL,
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

/** Every policy that applies to a request. */
export function documents(request: Request): fc.Arbitrary<Documents> {
  const { principal, subject } = request;
  const plain: Style = { allows: 88, elements: [resourceElement(request)] };
  const everybody: Style = { ...plain, elements: [...plain.elements, fc.constant({ Principal: '*' })] };
  const bound = sometimes(mostly(policy(request, plain), fc.constant(FULL), 1));
  return fc.record({
    identity: mostly(
      fc.array(policy(request, plain), { minLength: 1, maxLength: 2 }),
      fc.constant<Json[]>([]),
    ),
    boundary: bound,
    session: principal.type === 'AssumedRole' ? bound : fc.constant(undefined),
    resource: resourcePolicy(request),
    endpoint: sometimes(mostly(fc.constant(FULL_FOR_EVERYBODY), policy(request, everybody), 1)),
    scp: serviceControl(request, plain),
    rcp: resourceControl(request),
    restrictPublicBuckets: subject.action.startsWith('s3:') ? fc.boolean() : fc.constant(false),
  });
}

function sometimes<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}

/** A bucket policy for some requests; a key policy and a trust policy for all. */
function resourcePolicy(request: Request): fc.Arbitrary<Json | undefined> {
  const { action, resource } = request.subject;
  if (resource === '*' || action.startsWith('iam:') || resource.includes(':alias/')) {
    return fc.constant(undefined);
  }
  const kind = resourceKind(action);
  if (kind === 'trust') {
    return policy(request, { allows: 88, elements: [principalElement(request)], onlySts: true });
  }
  const whom = mostly(principalElement(request), notPrincipalElement(request), 14);
  const own = policy(request, { allows: 90, elements: [resourceElement(request), whom] });
  return kind === 'key' ? own : fc.option(own, { nil: undefined, freq: 4 });
}

/** Up to three levels: the default, an allow list, or denies beside FullAWSAccess. */
function serviceControl(request: Request, plain: Style): fc.Arbitrary<Documents['rcp']> {
  const inNewLanguage = (document: Json): Json => ({ ...document, Version: '2012-10-17' });
  const listing = policy(request, plain).map((document) => [inNewLanguage(document)]);
  const denying = policy(request, { ...plain, allows: 30 }).map((document) => [
    FULL,
    inNewLanguage(document),
  ]);
  const level = fc.oneof(
    { arbitrary: fc.constant([FULL]), weight: 5 },
    { arbitrary: listing, weight: 1 },
    { arbitrary: denying, weight: 1 },
  );
  return fc.array(level, { maxLength: 3 });
}

/** Up to two levels, most of them without a policy of their own. */
function resourceControl(request: Request): fc.Arbitrary<Documents['rcp']> {
  const level = mostly(
    fc.constant<readonly Json[]>([]),
    denialOf(request).map((document): readonly Json[] => [document]),
    3,
  );
  return fc.array(level, { maxLength: 2 });
}

/** A resource control policy: it denies actions of a service to every principal. */
function denialOf(request: Request): fc.Arbitrary<Json> {
  const { action } = request.subject;
  const controlled = action.startsWith('iam:') ? 's3:GetObject' : action;
  const actions = anyOf(
    controlled,
    [`${controlled.split(':')[0]}:*`],
    's3:GetBucketTagging',
    `${controlled.slice(0, -2)}*`,
  );
  return fc
    .tuple(actions, resourceElement(request), mostly(conditionElement(request.subject), NOTHING, 3))
    .map(([Action, resource, condition]) => ({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action, ...resource, ...condition }],
    }));
}
