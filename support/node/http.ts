/**
 * The functions of node:http. An import of node:http reads all of its members, and one of them, WebSocket, loads undici:
 * 40 ms of each start. A built-in module that is asked for by name does not.
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http');
