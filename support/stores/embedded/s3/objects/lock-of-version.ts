/** The retention of an object: until when, and whether a permission can end it earlier. */
export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly until: Date;
}

/** The lock of a version: a retention, a legal hold, both or neither. */
export interface ObjectLock {
  readonly retention?: Retention | undefined;
  readonly legalHold?: 'ON' | 'OFF' | undefined;
}
