import type { Statement } from '../terms/policy.ts';
import { PolicyError } from '../terms/policy-error.ts';

/** The services that resource control policies can control, by the prefix of their actions. */
const CONTROLLED: ReadonlySet<string> = new Set(
  `aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch
   cloudtrail-data codeartifact codebuild codecommit codepipeline cognito-identity cognito-idp
   comprehend comprehendmedical compute-optimizer cost-optimization-hub dax dsql dynamodb ecr
   ecr-public events firehose fis fms gamelift health inspector-scan kendra kinesisvideo kms logs
   memorydb networkmonitor notifications opensearch pca-connector-ad personalize polly pricing
   resource-groups rolesanywhere s3 secretsmanager servicediscovery signin sqs sts support swf textract
   timestream-influxdb transcribe transfer translate wafv2 workspaces xray`.split(/\s+/),
);

/**
 * Checks a statement as Organizations does in a resource control policy. A statement denies, by `Action`, actions of
 * named services. The only Allow is that of RCPFullAWSAccess, which allows everything. Throws {@link PolicyError}.
 * Source: AWS Organizations user guide, "RCP syntax" and "Resource control policies (RCPs)".
 */
export function checkResourceControl(statement: Statement, path: string): void {
  const { effect, actions, notActions, resources, conditions } = statement;
  if (notActions !== undefined) {
    throw new PolicyError(`${path}.NotAction`, 'a resource control policy cannot have NotAction');
  }
  if (effect === 'Allow') {
    const everything = actions?.[0] === '*' && resources?.[0] === '*' && conditions.length === 0;
    if (everything) return;
    throw new PolicyError(
      `${path}.Effect`,
      'a resource control policy can only deny; only RCPFullAWSAccess allows, and it allows everything',
    );
  }
  for (const action of actions ?? []) {
    const service = action.split(':', 1)[0] ?? '';
    if (!CONTROLLED.has(service)) {
      throw new PolicyError(
        `${path}.Action`,
        `"${action}": a resource control policy must name a service that it can control, in lower case`,
      );
    }
  }
}
