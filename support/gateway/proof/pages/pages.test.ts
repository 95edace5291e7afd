import { describe } from '@jest/globals';
import { startGatewayBefore } from '../../serving/gateway-before.ts';
import { emptyStore } from '../../serving/lab.ts';
import { gatewayOfBlock } from './gateway-of-block.ts';
import { testPages } from './test-pages.ts';

describe('page tokens before the embedded store', () => {
  const as = gatewayOfBlock(async (started) => {
    const gateway = started.use(await startGatewayBefore(emptyStore()));
    return gateway.endpoint;
  });
  testPages({ as, tables: true, uncut: [], unfit: [] });
});
