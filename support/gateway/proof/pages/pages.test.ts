import { describe } from '@jest/globals';
import { emptyStore } from '../../serving/lab.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';
import { gatewayOfBlock } from './gateway-of-block.ts';
import { testPages } from './test-pages.ts';

describe('page tokens in front of the embedded store', () => {
  const as = gatewayOfBlock(async (started) => {
    const gateway = started.use(await startGatewayServer(emptyStore()));
    return gateway.endpoint;
  });
  testPages({ as, tables: true, uncut: [], unfit: [] });
});
