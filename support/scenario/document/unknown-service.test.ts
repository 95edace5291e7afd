import { describe, expect, test } from '@jest/globals';
import { arnOfNoService, principalOfNoService } from './unknown-service.ts';

describe('an ARN is told of if its service is almost one that keyhole serves', () => {
  test.each([
    [
      'arn:aws:dynamdb:eu-west-1:111111111111:table/books',
      'arn:aws:dynamodb:eu-west-1:111111111111:table/books',
    ],
    [
      'arn:aws:secretmanager:eu-west-1:111111111111:secret:a-*',
      'arn:aws:secretsmanager:eu-west-1:111111111111:secret:a-*',
    ],
    ['arn:aws:kns:*:111111111111:key/*', 'arn:aws:kms:*:111111111111:key/*'],
  ])('%s', (arn, meant) => {
    expect(arnOfNoService(arn)).toEqual({
      severity: 'warning',
      message: expect.stringContaining(`did you mean "${meant}"?`),
    });
  });

  test.each([
    'arn:aws:s3:::reports/*',
    'arn:aws:sqs:eu-west-1:111111111111:queue',
    'arn:aws:*:eu-west-1:111111111111:queue',
    'arn:aws:catalog:eu-west-1:111111111111:portfolio/p',
    '111111111111',
    '*',
  ])('and not otherwise: %s', (arn) => {
    expect(arnOfNoService(arn)).toBeUndefined();
  });
});

describe('a service principal is told of if it is almost one of AWS', () => {
  test.each([
    ['lamda.amazonaws.com', 'lambda.amazonaws.com'],
    ['dynamdb.amazonaws.com', 'dynamodb.amazonaws.com'],
    ['logs.amazonaw.com', 'logs.amazonaws.com'],
    ['s3.amazonaws.co', 's3.amazonaws.com'],
    ['lamda.eu-west-1.amazonaws.com', 'lambda.eu-west-1.amazonaws.com'],
  ])('%s', (principal, meant) => {
    expect(principalOfNoService(principal)?.message).toContain(`did you mean "${meant}"?`);
  });

  test.each([
    's3.amazonaws.com',
    'logs.eu-west-1.amazonaws.com',
    'ecs-tasks.amazonaws.com',
    'edgelambda.amazonaws.com',
    'delivery.logs.amazonaws.com',
    'vpc-flow-logs.amazonaws.com',
    'ec2.amazonaws.com.cn',
    'monitoring.amazonaws.com',
    'spotfleet.amazonaws.com',
    'ssm-incidents.amazonaws.com',
    'billingconsole.amazonaws.com',
    'replication.dynamodb.amazonaws.com',
    'guardduty.amazonaws.com',
  ])('and not otherwise: %s', (principal) => {
    expect(principalOfNoService(principal)).toBeUndefined();
  });
});
