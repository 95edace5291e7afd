import { dynamodbPermissions } from '../../../authorization/permissions/dynamodb.ts';
import type { ServiceDesk } from '../../desk/service-desk.ts';
import { dynamodbSurfaces } from './dynamodb-surfaces.ts';
import { planDynamodb } from './plan-dynamodb.ts';
import { checkTablePolicy } from './table-policy-check.ts';
import { isBeyondTablePolicy, tableSide } from './table-side.ts';

/** Amazon DynamoDB at the gateway. It makes and retires grants of its own on the keys of tables. */
export const dynamodbDesk: ServiceDesk<'dynamodb'> = {
  permissions: dynamodbPermissions,
  plan: planDynamodb,
  resourceSide: tableSide,
  isBeyondResourcePolicy: isBeyondTablePolicy,
  surfaces: dynamodbSurfaces,
  checkDocuments: checkTablePolicy,
  makesDoubtful: () => ['grants', 'resources'],
};
