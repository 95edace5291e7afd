import { tooOldNode } from './required-node.ts';

// A module that imports this file first fails with one sentence. Modules that an old Node.js cannot load come after it.
const reason = tooOldNode();
if (reason !== undefined) throw new Error(reason);
