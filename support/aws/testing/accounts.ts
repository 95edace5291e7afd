/** For tests: the account that a test acts in. */
export const account = '111111111111';

/** For tests: another account. What it may do in the first one is for policies to say. */
export const otherAccount = '222222222222';
