import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type EndpointService, nameIn } from '../endpoint-service.ts';

/** Amazon DynamoDB at an endpoint. */
export const dynamodbAtEndpoint: EndpointService = {
  client: (settings) => new DynamoDBClient(settings),
  named: { members: ['TableName', 'ResourceArn'], arn: /^arn:aws:dynamodb:([a-z0-9-]+):(\d{12}):table\// },
  made: {
    CreateTable: ({ input, account }, _output, ask) => {
      const TableName = nameIn(input, 'TableName');
      return [`table ${account} ${TableName}`, () => ask('dynamodb', 'DeleteTable', { TableName })];
    },
  },
};
