import { tooOldNode } from './required-node.ts';

// Whoever imports this file first fails with one sentence, before anything that an old Node.js cannot load.
const reason = tooOldNode();
if (reason !== undefined) throw new Error(reason);
