import { dynamodbPermissions } from '../../../authorization/permissions/dynamodb.ts';
import { validation } from '../../../aws/dynamodb-errors.ts';
import type { ServiceDesk } from '../../desk/service-desk.ts';
import { checkDynamodbInput } from './check-input.ts';
import { checkDynamodbState } from './check-state.ts';
import { dynamodbKeyUse } from './dynamodb-key-use.ts';
import { dynamodbSurfaces } from './dynamodb-surfaces.ts';
import { planDynamodb } from './plan-dynamodb.ts';
import { checkTablePolicy } from './table-policy-check.ts';
import { isBeyondTablePolicy, tableSide } from './table-side.ts';
import { lookUpTableTags } from './table-tags.ts';

/** Amazon DynamoDB at the gateway. It makes and retires grants of its own on the keys of tables. */
export const dynamodbDesk: ServiceDesk<'dynamodb'> = {
  permissions: dynamodbPermissions,
  checkInput: checkDynamodbInput,
  // Undocumented: AWS does not state this error's text.
  pageToken: { member: 'NextToken', refusal: () => validation('Invalid NextToken.') },
  plan: planDynamodb,
  checkState: checkDynamodbState,
  resourceSide: tableSide,
  lookUp: lookUpTableTags,
  isBeyondResourcePolicy: isBeyondTablePolicy,
  surfaces: dynamodbSurfaces,
  keyUse: dynamodbKeyUse,
  checkDocuments: checkTablePolicy,
  makesDoubtful: () => ['grants', 'resources'],
};
