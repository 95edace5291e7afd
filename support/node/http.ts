/**
 * The functions of node:http. An import of node:http reads all of its members. One of them, `WebSocket`, then loads a
 * client of its own, which takes 20 ms of each start. A built-in module that is asked for by name is not read.
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http');
